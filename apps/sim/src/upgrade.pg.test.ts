/**
 * Today's server on what earlier versions left, recorded by their own code (`upgrade/record.sh`): a device of that time goes on, a new one reads
 * everything, and both verify all of it.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deviceOf, utteranceOf } from '@obhut/sync/engine/device-of.ts';
import type { Peer } from '@obhut/sync/engine/peer.ts';
import { MemoryStore } from '@obhut/sync/store/memory.ts';
import { HttpTransport } from '@obhut/sync/transport/http.ts';
import { rejections, stops, texts } from '@obhut/sync/testing/world.ts';
import { afterEach, expect, test } from 'vitest';
import { Person } from './demo/person.ts';
import { clock } from './member.ts';
import { ServerProcess } from './server-process.ts';
import { readRecorded, type Recorded } from './testing/recorded.ts';

const server = path.resolve(import.meta.dirname, '../../server/src');
const port = 18_881;
const undo: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

/** The data folder as it lay there when the earlier version had ended. */
function dataFolderOf({ state, serverKey, blobs }: Recorded): string {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'obhut-upgrade-'));
  undo.push(() => rmSync(dataDir, { recursive: true }));
  const script = path.join(server, 'testing/write-state.ts');
  execFileSync(process.execPath, [script, dataDir], {
    input: JSON.stringify(state),
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  writeFileSync(path.join(dataDir, 'server.key'), serverKey, { mode: 0o600 });
  for (const { path: name, bytes } of blobs) {
    mkdirSync(path.dirname(path.join(dataDir, name)), { recursive: true });
    writeFileSync(path.join(dataDir, name), bytes);
  }
  return dataDir;
}

async function started(recorded: Recorded): Promise<ServerProcess> {
  const running = new ServerProcess(dataFolderOf(recorded), port);
  undo.push(() => running.stop());
  await running.start();
  return running;
}

function founder({ known: { device } }: Recorded, origin: string, store: MemoryStore): Promise<Peer> {
  const self = { id: device.id, keys: { sign: device.sign, kem: device.kem } };
  return deviceOf({ ...device, self }, new HttpTransport(origin), store, clock);
}

test.each(['0014', '0034'])(
  'what a version with the schema of %s left is there, verifies, and goes on',
  async (name) => {
    const recorded = readRecorded(path.join(server, `testing/states/${name}.state`));
    const { known } = recorded;
    const { origin } = await started(recorded);

    const store = new MemoryStore();
    await store.write(known.device.store.map(([table, key, put]) => ({ table, key, put })));
    const old = await founder(recorded, origin, store);
    await old.load();
    await old.refresh();
    const fresh = await founder(recorded, origin, new MemoryStore());
    await fresh.refresh();
    for (const { space, texts: said } of known.device.texts) {
      expect(said.length).toBeGreaterThan(0);
      expect([texts(old, space), texts(fresh, space)]).toEqual([said, said]);
      expect(await old.say(space, utteranceOf('Weiter', clock.now()))).toBe(true);
      await fresh.refresh();
      expect(texts(fresh, space)).toEqual([...said, 'Weiter']);
    }
    for (const device of [old, fresh]) expect([...stops(device), ...rejections(device)]).toEqual([]);

    if (known.person === null) return;
    const { login, password, space, event, fileText } = known.person;
    const person = await Person.arrives(origin, { name: login, login, password });
    await person.client.login(login, password);
    await person.until(() => person.client.snapshot().caughtUp, 'what was there is not read');
    expect(person.client.snapshot().alarms).toEqual([]);
    const opened = await person.client.openFile(space, event, 0);
    expect(await opened.text()).toBe(fileText);
  },
);
