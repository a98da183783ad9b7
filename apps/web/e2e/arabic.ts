/**
 * What the app says in Arabic, from its own catalogues: a journey in Arabic finds what it presses by the words that its reader has before her.
 * @module
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';

const catalogue = z.record(z.string(), z.string());

/** Where the institution's kind chooses the words, a KiTa's. */
const choosing = /^\{kind, select,.* other \{([^{}]*)\}\}$/u;

/** Words in which nothing is filled in. */
export function arabic(feature: string, key: string): string {
  const owner = feature === 'shell' ? feature : `features/${feature}`;
  const file = path.resolve(import.meta.dirname, `../src/${owner}/messages/ar.json`);
  const text = catalogue.parse(JSON.parse(readFileSync(file, 'utf8')))[key];
  const words = text === undefined ? undefined : (choosing.exec(text)?.[1] ?? text);
  if (words === undefined || words.includes('{')) throw new Error(`${feature} has no plain words for ${key}`);
  return words;
}
