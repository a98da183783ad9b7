/**
 * The server knows bytes, never kinds: no name of an event, and no word of what a KiTa does, stands in its sources.
 * @module
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const words =
  /\b(?:absences?|attendance|allerg(?:y|ies)|calendars?|carers?|chats?|children|diagnos[ie]s|forms? answers?|galler(?:y|ies)|guardians?|kids?|kita|meals?|menus?|parents|photos?|pictures?|pupils?|residents?|teachers?|wards?)\b/iu;
const eventName = /['"`][a-z-]+\/[a-z-]+@\d+['"`]/u;

const sources = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(?:ts|sql)$/u.test(path) && !/\.test\.ts$|^testing\//u.test(path))
  .map((path) => ({ path, text: readFileSync(join(import.meta.dirname, path), 'utf8') }));

it('finds the sources', () => {
  expect(sources.length).toBeGreaterThan(50);
});

it.each(sources)('$path', ({ text }) => {
  expect(text.split('\n').filter((line) => eventName.test(line) || words.test(line))).toEqual([]);
  expect(text.split('\n').length).toBeLessThanOrEqual(300);
});
