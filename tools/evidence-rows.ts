/**
 * `docs/asvs.yaml` read: a row for each requirement, with what shows that it is met, or why not.
 * @module
 */
import { parse } from 'yaml';
import { record } from './repo.ts';

/** A text that must stand in a file. */
export interface Link {
  /** From the project's root. */
  readonly path: string;
  readonly text: string;
}

export interface Row {
  readonly id: string;
  /** What is demanded, in our words. */
  readonly asks: string;
  /** How it is met, where the evidence does not say it by itself. */
  readonly how: string | undefined;
  /** A test's file and exact name. */
  readonly tests: readonly Link[];
  /** A file, and what must be in it. */
  readonly sources: readonly Link[];
  /** Why there is nothing to be met. */
  readonly notApplicable: string | undefined;
  /** What is missing. */
  readonly deviation: string | undefined;
}

const fields = new Set(['asks', 'how', 'tests', 'sources', 'not applicable', 'deviation']);

function linksOf(value: unknown, where: string, findings: string[]): Link[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) {
    findings.push(`${where} is no list.`);
    return [];
  }
  return value.flatMap((entry: unknown) => {
    const pairs = Object.entries(record(entry));
    const [path, text] = pairs[0] ?? [];
    if (pairs.length === 1 && path !== undefined && typeof text === 'string' && text !== '') return [{ path, text }];
    findings.push(`${where} has an entry that is not one file and one text.`);
    return [];
  });
}

function rowOf(id: string, value: unknown, findings: string[]): Row {
  const given = record(value);
  const unknown = Object.keys(given).filter((name) => !fields.has(name));
  findings.push(...unknown.map((name) => `${id} has a field that is none: ${name}.`));
  const text = (name: string): string | undefined => {
    const found = given[name];
    if (found === undefined || (typeof found === 'string' && found !== '')) return found;
    findings.push(`${id}: ${name} is no text.`);
    return undefined;
  };
  return {
    id,
    asks: text('asks') ?? '',
    how: text('how'),
    tests: linksOf(given['tests'], `${id}: tests`, findings),
    sources: linksOf(given['sources'], `${id}: sources`, findings),
    notApplicable: text('not applicable'),
    deviation: text('deviation'),
  };
}

/** Throws where it is no YAML, or names a requirement twice. */
export function readRows(yaml: string): { rows: Row[]; findings: string[] } {
  const findings: string[] = [];
  const rows = Object.entries(record(parse(yaml))).map(([id, value]) => rowOf(id, value, findings));
  return { rows, findings };
}
