/**
 * Records what a version leaves behind, for the versions after it: its database, its files, what a device of that time had stored and read. It runs in
 * that version's own tree, on that version's own code; `record.sh` beside it prepares one. The keys in it are of people who do not exist.
 * @module
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { foundWith, utteranceOf } from '@obhut/sync/engine/device-of.ts';
import { Peer } from '@obhut/sync/engine/peer.ts';
import { planAudience } from '@obhut/sync/plans/audience.ts';
import { MemoryStore } from '@obhut/sync/store/memory.ts';
import { HttpTransport } from '@obhut/sync/transport/http.ts';
import { spaceOf, texts } from '@obhut/sync/testing/world.ts';
import { clock } from '../member.ts';
import { ServerProcess } from '../server-process.ts';

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('into which file?');

const dataDir = mkdtempSync(path.join(tmpdir(), 'obhut-record-'));
const server = new ServerProcess(dataDir, Number(process.env['PORT'] ?? 18_880));
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

async function rowsOf(store: MemoryStore) {
  const rows: [string, string, string][] = [];
  for (const table of ['item', 'box', 'entry', 'key', 'outbox', 'meta'] as const)
    for (const { key, bytes } of await store.list(table, '')) rows.push([table, key, base64(bytes)]);
  return rows;
}

/** A founder with a group, in which they write; their device keeps what it has read. */
async function device(code: string) {
  const transport = new HttpTransport(server.origin);
  const { plan } = await foundWith(() => transport, clock, code);
  const store = new MemoryStore();
  const peer = new Peer(plan.institution, plan.leadership, plan.self, transport, store, clock);
  await peer.refresh();
  const team = spaceOf(peer, 'team');
  const { result: group } = await peer.write((act) => planAudience(act, 'group', team, []));
  for (const text of ['Willkommen', 'مرحبا', 'Morgen ist Waldtag'])
    await peer.say(group, utteranceOf(text, clock.now()));
  await peer.say(team, utteranceOf('Dienstplan', clock.now()));
  await peer.refresh();
  const { id, keys } = plan.self;
  const pair = ({ publicKey, secretKey }: { publicKey: Uint8Array; secretKey: Uint8Array }) => ({
    publicKey: base64(publicKey),
    secretKey: base64(secretKey),
  });
  return {
    institution: hex(plan.institution),
    leadership: hex(plan.leadership),
    id: hex(id),
    sign: pair(keys.sign),
    kem: { ...pair(keys.kem), hash: base64(keys.kem.hash) },
    texts: [group, team].map((space) => ({ space: hex(space), texts: texts(peer, space) })),
    store: await rowsOf(store),
  };
}

const account = { name: 'Ada', login: 'ada', password: 'vier grüne Äpfel im Keller' };
const fileText = 'Der Plan für den Waldtag.\n'.repeat(40);

/** Somebody with an account who has published a file; versions that have the demonstration's people. */
async function person(code: string) {
  const { Person } = await import('../demo/person.ts');
  const ada = await Person.arrives(server.origin, account);
  await ada.client.register(account.login, account.password);
  await ada.client.found({ code, facts: [] });
  await ada.client.kitKept();
  await ada.client.sheetLater();
  await ada.until(() => ada.client.snapshot().caughtUp, 'founding is not read back');
  const space = ada.space('everyone');
  const taken = await ada.client.takeFile(new Blob([fileText], { type: 'application/pdf' }), 'plan.pdf');
  const body = { title: 'Waldtag', text: 'Bitte Gummistiefel.', alts: ['Plan'] };
  const draft = { space, type: 'post/published@2', body, expiry: 0, notify: 'none' as const, files: [taken.id] };
  return { login: account.login, password: account.password, space, event: await ada.say(draft), fileText };
}

function blobs() {
  const folder = path.join(dataDir, 'blobs');
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true, withFileTypes: true });
  return names
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('uploads'))
    .map((entry) => {
      const full = path.join(entry.parentPath, entry.name);
      return { path: path.relative(dataDir, full), bytes: base64(readFileSync(full)) };
    });
}

await server.start();
try {
  while (!server.output.includes('/gruenden#')) await new Promise((resolve) => setTimeout(resolve, 50));
  const known = { device: await device(await server.foundingCode()), person: null as unknown };
  if (existsSync(path.join(import.meta.dirname, '../demo/person.ts'))) {
    const [code = ''] = await server.moreFoundingCodes(1);
    known.person = await person(code);
  }
  const script = path.resolve(import.meta.dirname, '../../../server/src/testing/read-state.ts');
  const state: unknown = JSON.parse(execFileSync(process.execPath, [script, dataDir], { maxBuffer: 1e8 }).toString());
  const keys = readFileSync(path.join(dataDir, 'server.key'), 'utf8');
  const shown = { recorded: new Date().toISOString(), known, serverKey: keys, blobs: blobs(), state };
  writeFileSync(file, `${JSON.stringify(shown)}\n`);
} finally {
  await server.stop();
  rmSync(dataDir, { recursive: true });
}
process.exit(0);
