import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { initialBytes } from './budget.ts';

const chunk = (fileName: string, imports: string[], isEntry = false) => ({
  type: 'chunk' as const,
  fileName,
  code: `console.log('${fileName}')`,
  isEntry,
  imports,
});

test('what the entry imports counts once, with what that imports; what is loaded later does not', () => {
  const all = [
    chunk('main', ['a', 'b'], true),
    chunk('a', ['b']),
    chunk('b', ['a', 'elsewhere']),
    chunk('later', ['a']),
  ];
  const expected = all.slice(0, 3).reduce((sum, { code }) => sum + gzipSync(code).length, 0);
  expect(initialBytes(all)).toBe(expected);
});
