import { expect, test } from 'vitest';
import { dependencyFindings } from './dependencies.ts';

const manifest = {
  name: 'x',
  dependencies: ['pg', '@obhut/protocol'],
  devDependencies: ['vitest'],
  optionalDependencies: [],
};

test('the table and the manifests name the same packages', () => {
  expect(dependencyFindings('| `pg` | MIT |\n| `vitest` | MIT |', [{ folder: 'x', manifest }])).toEqual([]);
  expect(dependencyFindings('| `pg` | MIT |\n| `left-pad` | MIT |', [{ folder: 'x', manifest }])).toEqual([
    'vitest is missing from docs/dependencies.md.',
    'left-pad stands in docs/dependencies.md, but nothing depends on it.',
  ]);
});
