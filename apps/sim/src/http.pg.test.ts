/**
 * The real server keeps the contract that the one in memory keeps.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { blobContract } from '@obhut/sync/transport/blob.contract.ts';
import { deletionContract } from '@obhut/sync/transport/deletion.contract.ts';
import { HttpTransport } from '@obhut/sync/transport/http.ts';
import type { ContractServer } from '@obhut/sync/transport/institution.contract.ts';
import { accountContract } from '@obhut/sync/transport/account.contract.ts';
import { manySpacesContract } from '@obhut/sync/transport/many-spaces.contract.ts';
import { deviceContract } from '@obhut/sync/transport/device.contract.ts';
import { pinContract } from '@obhut/sync/transport/pin.contract.ts';
import { renewContract } from '@obhut/sync/transport/renew.contract.ts';
import { groupTeamContract } from '@obhut/sync/transport/group-team.contract.ts';
import { spaceTableContract } from '@obhut/sync/transport/space-table.contract.ts';
import { snapshotContract } from '@obhut/sync/transport/snapshot.contract.ts';
import { standingContract } from '@obhut/sync/transport/standing.contract.ts';
import { transportContract } from '@obhut/sync/transport/transport.contract.ts';
import { afterEach } from 'vitest';
import { clock } from './member.ts';
import { ServerProcess } from './server-process.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function startServer(): Promise<ContractServer> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'obhut-http-'));
  // Tests of two working copies may run at the same time.
  const server = new ServerProcess(dataDir, 20_000 + (process.pid % 10_000));
  stops.push(async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true });
  });
  await server.start();
  return {
    transport: new HttpTransport(server.origin),
    foundingCode: await server.foundingCode(),
    today: clock.today(),
  };
}

transportContract('the server over HTTP', startServer);
blobContract('the server over HTTP', startServer);
standingContract('the server over HTTP', startServer);
spaceTableContract('the server over HTTP', startServer);
groupTeamContract('the server over HTTP', startServer);
pinContract('the server over HTTP', startServer);
snapshotContract('the server over HTTP', startServer);
manySpacesContract('the server over HTTP', startServer);
renewContract('the server over HTTP', startServer);
deletionContract('the server over HTTP', startServer);
deviceContract('the server over HTTP', startServer);
accountContract('the server over HTTP', startServer);
