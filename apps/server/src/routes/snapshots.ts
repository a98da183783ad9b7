/**
 * A persona's snapshot of its spaces.
 * @module
 */
import { mostSnapshotBytes } from '@obhut/protocol/snapshot-routes.ts';
import type { RequestOf } from '@obhut/protocol/routes.ts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Services } from '../services.ts';
import { onCall, personaOf, smallBody } from './call.ts';

const snapshotBody = mostSnapshotBytes + 1024;

export function registerSnapshots(app: FastifyInstance, services: Services): void {
  const { snapshots } = services;
  onCall(app, 'snapshot/read', smallBody, async (_request, raw) => snapshots.read(await personaOf(services, raw)));
  const write = async (request: RequestOf<'snapshot/write'>, raw: FastifyRequest) => {
    await snapshots.write(await personaOf(services, raw), request);
    return {};
  };
  onCall(app, 'snapshot/write', snapshotBody, write, (raw) => personaOf(services, raw));
}
