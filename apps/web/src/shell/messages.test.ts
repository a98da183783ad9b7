import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';

/** What a message asks for: names at the second place of no text, in lingui's compiled form, plurals and choices included. */
function asksFor(compiled: unknown, names = new Set<string>()): Set<string> {
  if (!Array.isArray(compiled)) return names;
  for (const token of compiled) {
    if (!Array.isArray(token)) continue;
    const [name, , branches] = token as readonly unknown[];
    if (typeof name === 'string') names.add(name);
    if (typeof branches === 'object' && branches !== null)
      for (const branch of Object.values(branches)) asksFor(branch, names);
  }
  return names;
}

interface Call {
  file: string;
  key: string;
  gives: string[];
}

/** Calls such as `t('under', { audience: post.audience, time })`; nested braces do not occur in them. */
function callsIn(file: string): Call[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/\bt\(\s*'(\w+)'\s*(?:,\s*\{([^{}]*)\}\s*,?\s*)?\)/g)].map(([, key = '', given = '']) => ({
    file,
    key,
    gives: given
      .replaceAll(/\([^()]*\)/g, '')
      .split(',')
      .map((part) => /^\s*(\w+)/.exec(part)?.[1] ?? '')
      .filter((name) => name !== ''),
  }));
}

const src = join(import.meta.dirname, '..');
const catalogues = [
  join(src, 'shell'),
  ...readdirSync(join(src, 'features')).map((name) => join(src, 'features', name)),
];

function slotKeys(folder: string): string[] {
  const files = readdirSync(folder).filter((name) => name === 'feature.ts');
  return files.flatMap((name) =>
    [...readFileSync(join(folder, name), 'utf8').matchAll(/\b(?:label|note): '(\w+)'/g)].map(([, key = '']) => key),
  );
}

test.each(catalogues)('%s: every text exists, is used, and gets what it asks for', (folder) => {
  const json = readFileSync(join(folder, 'messages/de.json'), 'utf8');
  const texts = z.record(z.string(), z.string()).parse(JSON.parse(json));
  const asked = new Map(Object.entries(texts).map(([key, text]) => [key, asksFor(compileMessageOrThrow(text))]));
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /(?<!\.test)\.tsx?$/.test(name),
  );
  const calls = files.flatMap((name) => callsIn(join(folder, name)));
  const slots = slotKeys(folder);

  const wrong = calls.flatMap(({ file, key, gives }) => {
    const asks = asked.get(key);
    if (asks === undefined) return [`${dirname(file)}: no text ${key}`];
    const given = new Set([...gives, 'kind']);
    const [missing, useless] = [[...asks].filter((name) => !given.has(name)), gives.filter((name) => !asks.has(name))];
    return [
      ...missing.map((name) => `${key} lacks ${name}`),
      ...useless.map((name) => `${key} does not ask for ${name}`),
    ];
  });
  expect(wrong).toEqual([]);

  const used = new Set([...calls.map(({ key }) => key), ...slots]);
  expect([...asked.keys()].filter((key) => !used.has(key))).toEqual([]);
  expect(slots.filter((key) => [...(asked.get(key) ?? ['?'])].some((name) => name !== 'kind'))).toEqual([]);
});

/** Texts between tags or in a label that did not come from a catalogue. */
test('no text outside the catalogues', () => {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.tsx') && !name.includes('.test.') && !name.startsWith('testing'),
  );
  const found = files.flatMap((name) =>
    [
      ...readFileSync(join(src, name), 'utf8').matchAll(
        />\s*([A-ZÄÖÜ][a-zäöüß]+[^<>{}=;()]*)<\/|(?:label|title|hint)="([^"]+)"/g,
      ),
    ].map(([, between, attribute]) => `${name}: ${between ?? attribute}`),
  );
  expect(found).toEqual([]);
});
