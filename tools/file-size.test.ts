import { expect, test } from 'vitest';
import { sizeFindings } from './file-size.ts';

test('300 lines pass, 301 do not, vectors are data', () => {
  expect(sizeFindings([{ path: 'a.ts', text: 'x\n'.repeat(300) }])).toEqual([]);
  expect(sizeFindings([{ path: 'a.ts', text: 'x\n'.repeat(301) }])).toEqual([
    'a.ts has 301 lines; split it by thing (at most 300).',
  ]);
  expect(sizeFindings([{ path: 'packages/crypto/vectors/a.ts', text: 'x\n'.repeat(999) }])).toEqual([]);
});
