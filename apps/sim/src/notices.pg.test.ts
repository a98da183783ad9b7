/**
 * The real server keeps the contract of notices that the one in memory keeps, with a push service on this machine.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { HttpTransport } from '@obhut/sync/transport/http.ts';
import { noticeContract, type WakingServer } from '@obhut/sync/transport/notice.contract.ts';
import { afterEach } from 'vitest';
import { clock } from './member.ts';
import { PushService } from './push-service.ts';
import { ServerProcess } from './server-process.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function startServer(): Promise<WakingServer> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'obhut-notices-'));
  // Tests of two working copies may run at the same time.
  const server = new ServerProcess(dataDir, 20_000 + (process.pid % 10_000));
  server.settings = { PUSH_TO_LOOPBACK: 'yes' };
  const push = await PushService.start();
  stops.push(async () => {
    await server.stop();
    await push.stop();
    rmSync(dataDir, { recursive: true });
  });
  await server.start();
  return {
    transport: new HttpTransport(server.origin),
    foundingCode: await server.foundingCode(),
    today: clock.today(),
    endpoint: (name) => push.endpoint(name),
    wokenUntil: (last) => push.wokenUntil(last),
  };
}

noticeContract('the server over HTTP', startServer);
