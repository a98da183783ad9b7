/**
 * A file is one thought: no more than 300 lines.
 * @module
 */
import { readTree, report, type SourceFile } from './repo.ts';

const most = 300;
const data = /(^|\/)vectors\//;

export function sizeFindings(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) => {
    const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
    return lines <= most || data.test(path) ? [] : [`${path} has ${lines} lines; split it by thing (at most ${most}).`];
  });
}

if (import.meta.main) report('file size', sizeFindings(await readTree(/\.(tsx?|css|sql)$/)));
