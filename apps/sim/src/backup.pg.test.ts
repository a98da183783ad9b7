/**
 * A backup of the running server is of one moment and whole: restored elsewhere, it lets people in and gives them what was there, and it opens to nobody but the operator.
 */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { utteranceOf } from '@obhut/sync/engine/device-of.ts';
import { rejections, stops, texts } from '@obhut/sync/testing/world.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Person } from './demo/person.ts';
import { foundInstitution, clock } from './member.ts';
import { ServerProcess } from './server-process.ts';

const password = 'vier grüne Äpfel im Keller';
const ada = { name: 'Ada', login: 'ada', password };
const fileBytes = randomBytes(300_000);

const folders: string[] = [];
function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'obhut-backup-'));
  folders.push(made);
  return made;
}

const dataDir = folder();
const backupDir = path.join(folder(), 'backup');
const identityFile = path.join(folder(), 'secret.txt');
const port = 40_000 + (process.pid % 10_000);
const server = new ServerProcess(dataDir, port);
let recipient = '';

async function command(name: string, args: readonly string[], settings: NodeJS.ProcessEnv): Promise<string> {
  const program = path.resolve(import.meta.dirname, `../../server/src/${name}.ts`);
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...args], {
    env: { PATH: process.env['PATH'], ...settings },
  });
  return stdout;
}

function backUp(to = backupDir): Promise<string> {
  return command('backup', [], { DATA_DIR: dataDir, BACKUP_DIR: to, BACKUP_RECIPIENT: recipient });
}

function archives(of = backupDir): { content: string; keys: string } {
  const [content, keys] = ['content', 'keys'].map((part) =>
    path.join(of, readdirSync(of).find((name) => name.endsWith(`.${part}.age`)) ?? ''),
  );
  return { content: content ?? '', keys: keys ?? '' };
}

function restore(into: string, { content, keys } = archives(), secret = identityFile): Promise<string> {
  return command('restore', [content, keys, secret], { DATA_DIR: into });
}

/** The secret and the public key that the operator is given. */
async function newKey(): Promise<{ identity: string; recipient: string }> {
  const lines = (await command('backup', ['--new-key'], {})).split('\n');
  const startingWith = (start: string) => lines.find((line) => line.startsWith(start)) ?? '';
  return {
    identity: startingWith('AGE-SECRET-KEY-'),
    recipient: startingWith('BACKUP_RECIPIENT=').slice('BACKUP_RECIPIENT='.length),
  };
}

beforeAll(async () => {
  const key = await newKey();
  ({ recipient } = key);
  writeFileSync(identityFile, `${key.identity}\n`);
  await server.start();
});

afterAll(async () => {
  await server.stop();
  for (const made of folders) rmSync(made, { recursive: true });
});

test('taken while people write, it holds what was acknowledged before, and of what came meanwhile no halves', async () => {
  const founder = await foundInstitution(server.origin, await server.foundingCode(), 3);
  const person = await Person.arrives(server.origin, ada);
  await person.client.register('ada', password);
  const [code = ''] = await server.moreFoundingCodes(1);
  await person.client.found({ code, facts: [] });
  await person.client.kitKept();
  await person.client.sheetLater();
  const space = person.space('everyone');
  const file = await person.client.takeFile(new Blob([fileBytes], { type: 'application/pdf' }), 'plan.pdf');
  const event = await person.say({
    space,
    type: 'post/published@2',
    body: { title: 'Plan', text: '', alts: ['Plan'] },
    expiry: 0,
    notify: 'none',
    files: [file.id],
  });

  const writing = { over: false };
  const said = founder.groups.map(() => 0);
  const writers = founder.groups.map(async (group, at) => {
    const peer = founder.newDevice();
    await peer.refresh();
    while (!writing.over) {
      await peer.say(group, utteranceOf(`${said[at]}`, clock.now()));
      said[at] = (said[at] ?? 0) + 1;
    }
  });
  while (said.some((count) => count < 5)) await new Promise((resolve) => setTimeout(resolve, 20));
  const before = [...said];
  await backUp();
  writing.over = true;
  await Promise.all(writers);

  // The first machine is gone.
  await server.stop();
  const elsewhere = folder();
  await restore(elsewhere);
  copyFileSync(path.join(dataDir, 'server.key'), path.join(elsewhere, 'server.key'));
  const restored = new ServerProcess(elsewhere, port);
  await restored.start();
  try {
    const fresh = founder.newDevice();
    await fresh.refresh();
    founder.groups.forEach((group, at) => {
      const there = texts(fresh, group);
      expect(there.length).toBeGreaterThanOrEqual(before[at] ?? 0);
      expect(there).toEqual(there.map((_, place) => `${place}`));
    });
    expect([...stops(fresh), ...rejections(fresh)]).toEqual([]);

    const again = await Person.arrives(restored.origin, ada);
    await again.client.login('ada', password);
    await again.until(() => again.client.snapshot().caughtUp, 'what was restored is not read');
    const opened = await again.client.openFile(space, event, 0);
    expect(Buffer.from(await opened.arrayBuffer()).equals(fileBytes)).toBe(true);
    await again.say({
      space,
      type: 'post/published@2',
      body: { title: 'Weiter', text: '', alts: [] },
      expiry: 0,
      notify: 'none',
    });
  } finally {
    await restored.stop();
    await server.start();
  }
});

test('both files are for the operator alone, and are no two that differ in what they hold', async () => {
  const { content, keys } = archives();
  for (const file of [content, keys]) {
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(readFileSync(file, 'latin1').slice(0, 22)).toBe('age-encryption.org/v1\n');
  }
  const other = path.join(folder(), 'other.txt');
  writeFileSync(other, (await newKey()).identity);
  await expect(restore(folder(), archives(), other)).rejects.toThrow(/does not open/u);
});

test('what was changed, cut off or put together from two backups is refused, and nothing of it stays', async () => {
  const { content, keys } = archives();
  const broken = path.join(folder(), path.basename(content));
  const bytes = readFileSync(content);
  const later = path.join(folder(), 'backup');
  await backUp(later);
  const cases: [RegExp, () => { content: string; keys: string }][] = [
    [
      /is damaged/u,
      () => ({ content: (writeFileSync(broken, bytes.subarray(0, bytes.length - 70_000)), broken), keys }),
    ],
    [
      /is damaged/u,
      () => ({
        content:
          (writeFileSync(broken, bytes.with(bytes.length - 100_000, 1 ^ (bytes[bytes.length - 100_000] ?? 0))), broken),
        keys,
      }),
    ],
    [/does not open/u, () => ({ content: identityFile, keys })],
    [/holds keys/u, () => ({ content: keys, keys: content })],
    [/belong to two backups/u, () => ({ content, keys: archives(later).keys })],
  ];
  for (const [sentence, given] of cases) {
    const into = folder();
    await expect(restore(into, given())).rejects.toThrow(sentence);
    expect(readdirSync(into)).toEqual([]);
  }
});

test('a folder in which something lies is left as it is', async () => {
  const into = folder();
  writeFileSync(path.join(into, 'mine.txt'), 'mine');
  await expect(restore(into)).rejects.toThrow(/is not empty|holds foreign files/u);
  expect(readdirSync(into)).toEqual(['mine.txt']);
});

test('without a running server, a key or a number of files it says what to do', async () => {
  const nowhere = folder();
  await expect(command('backup', [], { DATA_DIR: nowhere, BACKUP_RECIPIENT: recipient })).rejects.toThrow(
    /start it first/u,
  );
  await expect(command('backup', [], { DATA_DIR: dataDir })).rejects.toThrow(/BACKUP_RECIPIENT must be set/u);
  const settings = { DATA_DIR: dataDir, BACKUP_DIR: path.join(folder(), 'backup'), BACKUP_RECIPIENT: 'age1nonsense' };
  await expect(command('backup', [], settings)).rejects.toThrow(/BACKUP_RECIPIENT is no public key/u);
  expect(readdirSync(settings.BACKUP_DIR)).toEqual([]);
  await expect(command('restore', [], { DATA_DIR: nowhere })).rejects.toThrow(/Which backup\?/u);
});
