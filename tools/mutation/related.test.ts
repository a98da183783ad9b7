import { expect, test } from 'vitest';
import { root } from '../repo.ts';
import { Related } from './related.ts';

const tests = ['aead', 'kit', 'base32'].map((name) => `packages/crypto/src/${name}.test.ts`);
const related = new Related(root, [...tests, 'packages/sync/src/checks/control.test.ts', 'tools/sum.test.ts']);

test('what imports a file itself comes first, then what imports it by others, and nothing else', () => {
  const [first, others, ...more] = related.rounds('packages/crypto/src/aead.ts');
  expect(first).toEqual(['packages/crypto/src/aead.test.ts']);
  expect(others).toEqual(['packages/sync/src/checks/control.test.ts']);
  expect(more).toEqual([]);
});

test('what is imported for its types only does not run', () => {
  expect(related.rounds('packages/sync/src/store/store.ts').flat()).not.toContain('packages/crypto/src/kit.test.ts');
  expect(related.rounds('apps/web/src/ui/dates.ts')).toEqual([]);
});
