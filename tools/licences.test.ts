import { expect, test } from 'vitest';
import { licenceFindings } from './licences.ts';

const manifest = { name: 'x', dependencies: ['pg'], devDependencies: [], optionalDependencies: [] };
const workspaces = [{ folder: 'apps/x', manifest }];

function found(licence: string | undefined, table = '| `pg` | MIT | x | y |'): string[] {
  const packages = {
    '': { license: 'AGPL-3.0-or-later' },
    'node_modules/pg': licence === undefined ? {} : { license: licence },
  };
  return licenceFindings(table, packages, workspaces);
}

test.each(['MIT', '(MIT OR SSPL-1.0)', 'MIT AND ISC'])('%s is fine', (licence) => {
  expect(found(licence, `| \`pg\` | ${licence} | x | y |`)).toEqual([]);
});

test.each(['SSPL-1.0', 'GPL-2.0-only', 'CC-BY-NC-4.0', 'MIT AND SSPL-1.0', 'UNLICENSED'])(
  '%s does not go with the AGPL',
  (licence) => {
    expect(found(licence, '')).toEqual([
      `node_modules/pg is under ${licence}, which does not go with the AGPL as far as we know.`,
    ]);
  },
);

test('a package that names none is found, and a table that says something else', () => {
  expect(found(undefined, '')).toEqual([
    'node_modules/pg is under no licence that it names, which does not go with the AGPL as far as we know.',
  ]);
  expect(found('ISC')).toEqual(['docs/dependencies.md says MIT of pg, which says ISC of itself.']);
});
