/**
 * Looking for what must not be there: in every column of every table, in every file of the data folder, in everything that was logged. The
 * leak drill (docs/drill.md) looks in the same way, and into what is packed as well.
 * @module
 */
import { formsOf } from '@obhut/sim/drill/forms.ts';
import { Needles } from '@obhut/sim/drill/needles.ts';
import { filesIn } from '@obhut/sim/drill/sinks/files.ts';
import { valuesOf } from '@obhut/sim/drill/sinks/tables.ts';

/** Every column of every table, as text and as the bytes that it is. */
export function databaseText(dataDir: string): string {
  return [...valuesOf(dataDir)].map(({ name, bytes }) => `${name}: ${bytes.toString('latin1')}`).join('\n');
}

/** Every file below the folder, with its path. */
export function filesText(folder: string): { file: string; text: string }[] {
  return [...filesIn(folder)].map(({ name, bytes }) => ({ file: name, text: bytes.toString('latin1') }));
}

/** Where any form of any of the texts stands: the place and which text. */
export function findTraces(texts: readonly string[], places: readonly { file: string; text: string }[]): string[] {
  const sought = texts.flatMap((text) => formsOf(text).map(({ bytes }) => ({ bytes, of: text })));
  const needles = new Needles(sought);
  const traces = new Set<string>();
  for (const { file, text } of places)
    needles.seek(Buffer.from(text, 'latin1'), (wanted) => traces.add(`${wanted} in ${file}`));
  return [...traces];
}
