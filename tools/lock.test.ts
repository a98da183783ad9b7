import { expect, test } from 'vitest';
import { lockFindings } from './lock.ts';

function lock(packages: Record<string, object>): string {
  return JSON.stringify({ lockfileVersion: 3, packages });
}

test('a platform that the lock file lacks is found, wherever it may lie', () => {
  const tool = { optionalDependencies: { 'tool-linux': '1.0.0' } };
  expect(lockFindings(lock({ 'node_modules/tool': tool }))).toEqual([
    'node_modules/tool may need tool-linux, which the lock file lacks.',
  ]);
  expect(lockFindings(lock({ 'node_modules/tool': tool, 'node_modules/tool-linux': {} }))).toEqual([]);
  expect(lockFindings(lock({ 'node_modules/tool': tool, 'node_modules/tool/node_modules/tool-linux': {} }))).toEqual(
    [],
  );
  expect(lockFindings(lock({ 'apps/a': tool, 'node_modules/tool-linux': {} }))).toEqual([]);
});

test('no host is named', () => {
  expect(lockFindings(lock({ 'node_modules/a': { resolved: 'https://registry.example/a.tgz' } }))).toHaveLength(1);
  expect(lockFindings(lock({ 'node_modules/a': { resolved: 'packages/a', link: true } }))).toEqual([]);
});
