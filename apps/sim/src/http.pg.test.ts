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
import { firstLookContract } from '@obhut/sync/transport/first-look.contract.ts';
import { manySpacesContract } from '@obhut/sync/transport/many-spaces.contract.ts';
import { deviceContract } from '@obhut/sync/transport/device.contract.ts';
import { pinContract } from '@obhut/sync/transport/pin.contract.ts';
import { renewContract } from '@obhut/sync/transport/renew.contract.ts';
import { carrierContract } from '@obhut/sync/transport/carrier.contract.ts';
import { groupTeamContract } from '@obhut/sync/transport/group-team.contract.ts';
import { spaceTableContract } from '@obhut/sync/transport/space-table.contract.ts';
import { snapshotContract } from '@obhut/sync/transport/snapshot.contract.ts';
import { standingContract } from '@obhut/sync/transport/standing.contract.ts';
import { transportContract } from '@obhut/sync/transport/transport.contract.ts';
import { afterAll } from 'vitest';
import { clock } from './member.ts';
import { ServerProcess } from './server-process.ts';

/** An institution for each test, all on one server. It is started anew before a stranger's calls a minute are used up, which it counts in memory. */
const testsPerStart = 10;

const dataDir = mkdtempSync(path.join(tmpdir(), 'obhut-http-'));
// Tests of two working copies may run at the same time.
const server = new ServerProcess(dataDir, 20_000 + (process.pid % 10_000));
let tests = 0;
let codes: string[] = [];

afterAll(async () => {
  await server.stop();
  rmSync(dataDir, { recursive: true });
});

async function startServer(): Promise<ContractServer> {
  if (tests % testsPerStart === 0) {
    await server.stop();
    await server.start();
  }
  tests += 1;
  if (codes.length === 0) codes = await server.moreFoundingCodes(50);
  const foundingCode = codes.pop() ?? '';
  return {
    transport: new HttpTransport(server.origin),
    foundingCode,
    today: clock.today(),
  };
}

transportContract('the server over HTTP', startServer);
blobContract('the server over HTTP', startServer);
standingContract('the server over HTTP', startServer);
spaceTableContract('the server over HTTP', startServer);
groupTeamContract('the server over HTTP', startServer);
carrierContract('the server over HTTP', startServer);
pinContract('the server over HTTP', startServer);
snapshotContract('the server over HTTP', startServer);
manySpacesContract('the server over HTTP', startServer);
firstLookContract('the server over HTTP', startServer);
renewContract('the server over HTTP', startServer);
deletionContract('the server over HTTP', startServer);
deviceContract('the server over HTTP', startServer);
accountContract('the server over HTTP', startServer);
