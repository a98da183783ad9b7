import { expect, test } from 'vitest';
import { mutate, uncovered, verdict } from './mutants.ts';

const mutant = { file: 'a.ts', find: 'if (x) return;', replace: '', tests: ['x'] };

test('a mutant stands in its file exactly once', () => {
  expect(mutate('before if (x) return; after', mutant)).toBe('before  after');
  expect(() => mutate('nothing', mutant)).toThrow('0 times');
  expect(() => mutate('if (x) return; if (x) return;', mutant)).toThrow('2 times');
});

test('only a mutant that fails its own tests, and no other, is killed', () => {
  expect(verdict(['x'], ['x'])).toBeNull();
  expect(verdict(['x'], [])).toContain('survived');
  expect(verdict(['x'], ['y'])).toContain('other tests');
  expect(verdict(['x'], ['x', 'y'])).toContain('other tests');
  expect(verdict(['x', 'y'], ['x'])).toContain('should have failed too: y');
});

test('a line that refuses something needs a mutant', () => {
  const source = "function f() {\n  if (x) return { ignored: 'right' };\n  if (y) return false;\n  return null;\n}";
  expect(uncovered(source, [])).toEqual(["if (x) return { ignored: 'right' };", 'if (y) return false;']);
  expect(uncovered(source, [{ find: 'if (x)' }, { find: 'if (y) return false;' }])).toEqual([]);
  expect(uncovered("  if (a || b)\n    return this.#stop('gap');", [{ find: 'a || ' }])).toEqual([]);
});
