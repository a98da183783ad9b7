/**
 * What is behind the routes: database connections, live connections, what waits to be stored, files, room on the disk.
 * @module
 */
import { statfs } from 'node:fs/promises';
import type { Pool } from 'pg';
import type { Services } from '../services.ts';
import { gauge, type Family } from './exposition.ts';

function poolFamily({ totalCount, idleCount, waitingCount }: Pool): Family {
  const states = { used: totalCount - idleCount, idle: idleCount, waiting: waitingCount };
  return {
    name: 'database_connections',
    help: 'Connections to the database in use and idle, and requests that wait for one.',
    type: 'gauge',
    samples: Object.entries(states).map(([state, value]) => ({ labels: { state }, value })),
  };
}

function trafficFamily({ traffic: { received, sent } }: Pick<Services, 'traffic'>): Family {
  return {
    name: 'blob_bytes_total',
    help: 'Bytes of encrypted files that were taken and that were asked for.',
    type: 'counter',
    samples: Object.entries({ received, sent }).map(([direction, value]) => ({ labels: { direction }, value })),
  };
}

export async function serviceFamilies(services: Services, pool: Pool, dataDir: string): Promise<Family[]> {
  const { hub, appender } = services;
  const { bsize, blocks, bavail } = await statfs(dataDir);
  return [
    poolFamily(pool),
    gauge('live_connections', 'Live connections whose persona is known.', hub.count),
    gauge('append_queue_length', 'Events that wait to be stored.', appender.waiting),
    trafficFamily(services),
    gauge('data_size_bytes', 'Size of the file system that holds the data folder.', blocks * bsize),
    gauge('data_free_bytes', 'What is free of it.', bavail * bsize),
  ];
}
