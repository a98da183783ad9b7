/**
 * A stranger who walks a folder behind a web server comes to every file of it.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { filesIn } from './files.ts';
import { walked } from './listing.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'obhut-listing-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('every file is reached, whatever it is called and however deep it lies', async () => {
  const names = ['oben', 'a/b/c/tief', 'a/leer zeichen', 'a/%41', 'ü/ß?#&"<.txt'];
  for (const name of names) {
    mkdirSync(path.join(folder, path.dirname(name)), { recursive: true });
    writeFileSync(path.join(folder, name), `Inhalt von ${name}`);
  }
  mkdirSync(path.join(folder, 'leer'));
  const reached = new Map<string, string>();
  for await (const { name, bytes } of walked(folder))
    if (!name.endsWith('/')) reached.set(decodeURIComponent(name.slice(1)), bytes.toString());
  expect(reached).toEqual(new Map([...filesIn(folder)].map(({ name, bytes }) => [name, bytes.toString()])));
  expect(new Set(reached.keys())).toEqual(new Set(names));
});
