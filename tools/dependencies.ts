/**
 * `docs/dependencies.md` says of every direct dependency what it is for; nothing comes in unexplained.
 * @module
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { licenceFindings } from './licences.ts';
import { packagesOf } from './lock-places.ts';
import { readWorkspaces, report, root, type Workspace } from './repo.ts';

export function dependencyFindings(table: string, workspaces: readonly Workspace[]): string[] {
  const named = new Set([...table.matchAll(/^\| `([^`]+)`/gm)].map((match) => match[1] ?? ''));
  const used = new Set(
    workspaces
      .flatMap(({ manifest }) => [
        ...manifest.dependencies,
        ...manifest.devDependencies,
        ...manifest.optionalDependencies,
      ])
      .filter((name) => !name.startsWith('@obhut/')),
  );
  return [
    ...[...used].filter((name) => !named.has(name)).map((name) => `${name} is missing from docs/dependencies.md.`),
    ...[...named]
      .filter((name) => !used.has(name))
      .map((name) => `${name} stands in docs/dependencies.md, but nothing depends on it.`),
  ];
}

if (import.meta.main) {
  const [table, lock] = await Promise.all(
    ['docs/dependencies.md', 'package-lock.json'].map((path) => readFile(join(root, path), 'utf8')),
  );
  const workspaces = await readWorkspaces();
  report('dependencies', [
    ...dependencyFindings(table ?? '', workspaces),
    ...licenceFindings(table ?? '', packagesOf(lock ?? ''), workspaces),
  ]);
}
