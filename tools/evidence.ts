/**
 * `npm run evidence`: every requirement of ASVS 5.0, levels 1 and 2, has a row in `docs/asvs.yaml` whose evidence is there, and
 * `docs/asvs.md` is what follows from it. `--write` writes the page.
 * @module
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { requirements } from './asvs-levels.ts';
import { pageOf, stateOf } from './evidence-page.ts';
import { type Link, readRows, type Row } from './evidence-rows.ts';
import { report, root } from './repo.ts';

/** The text of a file of the project; undefined: there is none. */
export type ReadText = (path: string) => Promise<string | undefined>;

const testFile = /\.(?:test|spec)\.tsx?$|\.contract\.ts$/;

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

/** `test('…', `, `it.each(…)('…', `: the whole name, between its quotation marks. */
function isTestIn(text: string, name: string): boolean {
  return new RegExp(String.raw`(?:\b(?:test|it)|\))\(\s*(['"\x60])${escaped(name)}\1,`).test(text);
}

async function linkFindings(row: Row, read: ReadText): Promise<string[]> {
  const missing = async ({ path, text }: Link, isTest: boolean): Promise<string[]> => {
    const file = path.split('/').includes('..') ? undefined : await read(path);
    if (file === undefined) return [`${row.id}: there is no ${path}.`];
    if (!isTest) return file.includes(text) ? [] : [`${row.id}: ${path} does not say "${text}".`];
    if (!testFile.test(path)) return [`${row.id}: ${path} holds no tests.`];
    return isTestIn(file, text) ? [] : [`${row.id}: ${path} has no test "${text}".`];
  };
  const found = await Promise.all([
    ...row.tests.map((link) => missing(link, true)),
    ...row.sources.map((link) => missing(link, false)),
  ]);
  return found.flat();
}

/** A row says one thing: met by evidence, not applicable, or a deviation with or without what there is. */
function formFindings(row: Row): string[] {
  const { id, asks, how, tests, sources, notApplicable, deviation } = row;
  const isShown = tests.length + sources.length > 0;
  const findings: string[] = [];
  if (!requirements.has(id)) findings.push(`${id} is no requirement of ASVS 5.0.`);
  if (asks === '') findings.push(`${id} does not say what is asked for.`);
  if (notApplicable !== undefined && (isShown || how !== undefined || deviation !== undefined))
    findings.push(`${id} is not applicable and says more than why.`);
  if (stateOf(row) === 'met' && !isShown) findings.push(`${id} has no evidence.`);
  return findings;
}

function orderFindings(rows: readonly Row[]): string[] {
  const place = new Map([...requirements.keys()].map((id, at) => [id, at]));
  const places = rows.map(({ id }) => place.get(id) ?? 0);
  return rows.flatMap(({ id }, at) =>
    at > 0 && (places[at] ?? 0) < (places[at - 1] ?? 0) ? [`${id} stands after one that comes later.`] : [],
  );
}

export async function evidenceFindings(yaml: string, page: string, read: ReadText): Promise<string[]> {
  const { rows, findings } = readRows(yaml);
  const had = new Set(rows.map(({ id }) => id));
  const lacking = [...requirements].filter(([id, level]) => level < 3 && !had.has(id));
  return [
    ...findings,
    ...lacking.map(([id]) => `${id} has no row.`),
    ...rows.flatMap(formFindings),
    ...orderFindings(rows),
    ...(await Promise.all(rows.map((row) => linkFindings(row, read)))).flat(),
    ...(page === pageOf(rows)
      ? []
      : ['docs/asvs.md is not what docs/asvs.yaml gives: npm run evidence -- --write writes it.']),
  ];
}

async function readText(path: string): Promise<string | undefined> {
  return readFile(join(root, path), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'EISDIR') return undefined;
    throw error;
  });
}

if (import.meta.main) {
  const yaml = (await readText('docs/asvs.yaml')) ?? '';
  if (process.argv.includes('--write')) await writeFile(join(root, 'docs/asvs.md'), pageOf(readRows(yaml).rows));
  report('evidence', await evidenceFindings(yaml, (await readText('docs/asvs.md')) ?? '', readText));
}
