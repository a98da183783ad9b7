/**
 * From a text or a sample to its proposals in one call, for tests.
 * @module
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readTable, type Intake } from '../intake.ts';
import { mappingFor } from '../mapping.ts';
import type { Answer, Known, Proposals, Question } from '../proposals.ts';
import { propose, type Draft } from '../propose.ts';

export const today = '2026-11-28';
export const seed = new Uint8Array(16).fill(7);
export const nothingKnown: Known = { wards: [], groups: [] };

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function sampleBytes(name: string): Uint8Array {
  return readFileSync(path.join(import.meta.dirname, '../../samples', name));
}

export function tableIn(bytes: Uint8Array): Intake {
  const read = readTable(bytes);
  if ('refused' in read) throw new Error(read.refused);
  return read;
}

export function draftOf(table: Intake, changes: Partial<Draft> = {}): Draft {
  return { mapping: mappingFor(table, []), edits: new Map(), skipped: new Set(), answers: new Map(), ...changes };
}

export function proposalsIn(file: Uint8Array | string, changes: Partial<Draft> = {}, known = nothingKnown): Proposals {
  const table = tableIn(typeof file === 'string' ? bytesOf(file) : file);
  return propose(table, draftOf(table, changes), { today, seed, known });
}

export function only<Kind extends Question['kind']>(
  { questions }: Proposals,
  kind: Kind,
): readonly Extract<Question, { kind: Kind }>[] {
  return questions.filter((question): question is Extract<Question, { kind: Kind }> => question.kind === kind);
}

/** The same answer to every question of a kind. */
export function answerAll(proposals: Proposals, kind: Question['kind'], answer: Answer): Map<string, Answer> {
  return new Map(only(proposals, kind).map(({ id }) => [id, answer]));
}
