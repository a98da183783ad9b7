/**
 * The catalogues as files: `messages/<language>.json` of the shell and of each feature.
 * @module
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { LanguageCode } from '../src/shell/languages.ts';

export type Texts = Readonly<Record<string, string>>;
/** By owner: `shell`, or the feature's name. */
export type Catalogues = ReadonlyMap<string, Texts>;

const src = join(import.meta.dirname, '../src');
const texts = z.record(z.string(), z.string());

function folders(): [string, string][] {
  const features = readdirSync(join(src, 'features')).map((name): [string, string] => [
    name,
    join(src, 'features', name),
  ]);
  return [['shell', join(src, 'shell')], ...features];
}

export function readCatalogues(code: LanguageCode): Catalogues {
  return new Map(
    folders().flatMap(([owner, folder]): [string, Texts][] => {
      const file = join(folder, 'messages', `${code}.json`);
      return existsSync(file) ? [[owner, texts.parse(JSON.parse(readFileSync(file, 'utf8')))]] : [];
    }),
  );
}

/** Adds texts to a language, in the order of the German ones. Keys that German has not are dropped. */
export function fillCatalogues(code: LanguageCode, added: Catalogues): void {
  const [german, known] = [readCatalogues('de'), readCatalogues(code)];
  for (const [owner, folder] of folders()) {
    const all: Texts = { ...known.get(owner), ...added.get(owner) };
    const ordered = Object.keys(german.get(owner) ?? {}).flatMap((key) =>
      all[key] === undefined ? [] : [[key, all[key]] as const],
    );
    const file = join(folder, 'messages', `${code}.json`);
    if (added.has(owner)) writeFileSync(file, `${JSON.stringify(Object.fromEntries(ordered), null, 2)}\n`);
  }
}
