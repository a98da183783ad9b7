/**
 * How long backups are kept: keys for 7 days and ciphertext for 35, so that what was deleted ends in them too (protocol.md, section 5).
 * @module
 */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isPart, type Part } from './tables.ts';

const keptDays = { keys: 7, content: 35 };
const dayMs = 86_400_000;
const nameForm = /^obhut-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.(keys|content)\.age$/u;

/** `obhut-20261128T093015Z.keys.age` */
export function archiveName(made: Date, part: Part): string {
  return `obhut-${made.toISOString().replace(/\.\d+/u, '').replaceAll(/[-:]/gu, '')}.${part}.age`;
}

function isOver(name: string, now: number): boolean {
  const [, year, month, day, hour, minute, second, part] = nameForm.exec(name) ?? [];
  if (!isPart(part)) return false;
  const made = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  return now - made > keptDays[part] * dayMs;
}

/** Deletes what is over and returns its names; other files in the folder are left alone. */
export async function deleteOver(folder: string, now: number): Promise<string[]> {
  const over = (await readdir(folder)).filter((name) => isOver(name, now));
  for (const name of over) await rm(join(folder, name));
  return over.sort();
}
