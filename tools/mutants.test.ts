import { expect, test } from 'vitest';
import { failuresIn, mutate, verdict } from './mutants.ts';

const mutant = { file: 'a.ts', find: 'if (x) return;', replace: '', test: 'x' };

test('a mutant stands in its file exactly once', () => {
  expect(mutate('before if (x) return; after', mutant)).toBe('before  after');
  expect(() => mutate('nothing', mutant)).toThrow('0 times');
  expect(() => mutate('if (x) return; if (x) return;', mutant)).toThrow('2 times');
});

test('only a mutant that fails its own test, and no other, is killed', () => {
  expect(verdict('x', ['x'])).toBeNull();
  expect(verdict('x', [])).toContain('survived');
  expect(verdict('x', ['y'])).toContain('not its own');
  expect(verdict('x', ['x', 'y'])).toContain('more than its own');
});

test('a file that does not load counts as a failure', () => {
  const assertionResults = [
    { fullName: 'good', status: 'passed' },
    { fullName: 'bad', status: 'failed' },
  ];
  expect(failuresIn({ testResults: [{ assertionResults }, { assertionResults: [], message: 'broken' }] })).toEqual([
    'bad',
    'a file did not load: broken',
  ]);
});
