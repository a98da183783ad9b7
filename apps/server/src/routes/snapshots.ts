/**
 * A persona's snapshot of its spaces.
 * @module
 */
import { mostSnapshotBytes } from '@obhut/protocol/snapshot-routes.ts';
import type { FastifyInstance } from 'fastify';
import type { Services } from '../services.ts';
import { onCall, personaOf, smallBody } from './call.ts';

const snapshotBody = mostSnapshotBytes + 1024;

export function registerSnapshots(app: FastifyInstance, services: Services): void {
  const { snapshots } = services;
  onCall(app, 'snapshot/read', smallBody, async (_request, raw) => snapshots.read(await personaOf(services, raw)));
  onCall(app, 'snapshot/write', snapshotBody, async (request, raw) => {
    await snapshots.write(await personaOf(services, raw), request);
    return {};
  });
}
