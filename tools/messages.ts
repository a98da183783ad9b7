/**
 * `node tools/messages.ts`: the texts that a language still lacks, as JSON to be filled in (by language, owner and key, with the German
 * text in place of the translation). `node tools/messages.ts filled.json` puts a filled one into the catalogues.
 * @module
 */
import { readFileSync } from 'node:fs';
import { fillCatalogues, readCatalogues, type Texts } from '../apps/web/build/catalogues.ts';
import { findings, missingIn } from '../apps/web/build/translations.ts';
import { isLanguage, languageCodes } from '../apps/web/src/shell/languages.ts';
import { record } from './repo.ts';

const german = readCatalogues('de');

function list(): void {
  const missing = languageCodes.flatMap((code) => {
    const found = missingIn(german, readCatalogues(code));
    return found.size === 0 ? [] : [[code, Object.fromEntries(found)] as const];
  });
  console.log(JSON.stringify(Object.fromEntries(missing), null, 2));
}

function textsIn(value: unknown): Texts {
  const pairs = Object.entries(record(value)).flatMap(([key, text]): [string, string][] =>
    typeof text === 'string' ? [[key, text]] : [],
  );
  return Object.fromEntries(pairs);
}

function fill(path: string): void {
  for (const [code, owners] of Object.entries(record(JSON.parse(readFileSync(path, 'utf8'))))) {
    if (!isLanguage(code)) throw new RangeError(`${code} is no language of the app`);
    fillCatalogues(code, new Map(Object.entries(record(owners)).map(([owner, texts]) => [owner, textsIn(texts)])));
    for (const finding of findings(code, german, readCatalogues(code))) console.error(finding);
  }
}

const [path] = process.argv.slice(2);
if (path === undefined) list();
else fill(path);
