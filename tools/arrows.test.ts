import { expect, test } from 'vitest';
import { featureFindings, importFindings, manifestFindings } from './arrows.ts';
import type { Workspace } from './repo.ts';

function workspace(folder: string, name: string, dependencies: string[], devDependencies: string[] = []): Workspace {
  return { folder, manifest: { name, dependencies, devDependencies, optionalDependencies: [] } };
}

const top = workspace('', 'obhut', [], ['vitest']);
const server = workspace('apps/server', '@obhut/server', ['@obhut/protocol', 'pg'], ['@types/pg']);

test('an arrow that the architecture does not have is found', () => {
  expect(manifestFindings([top, server])).toEqual([]);
  expect(manifestFindings([workspace('apps/server', '@obhut/server', ['@obhut/crypto'])])).toEqual([
    '@obhut/server must not depend on @obhut/crypto.',
  ]);
  expect(manifestFindings([workspace('packages/domain', '@obhut/domain', [], ['@obhut/sync'])])).toHaveLength(1);
  expect(manifestFindings([workspace('packages/x', '@obhut/x', [])])).toHaveLength(1);
});

test.each([
  ['apps/server/src/a.ts', `import pg from 'pg';`, 0],
  ['apps/server/src/a.ts', `import { x } from '@obhut/protocol/x.ts';`, 0],
  ['apps/server/src/a.ts', `import { x } from '@obhut/crypto/x.ts';`, 1],
  ['apps/server/src/a.ts', `import { test } from 'vitest';`, 1],
  ['apps/server/src/a.test.ts', `import { test } from 'vitest';`, 0],
  ['apps/server/src/db/a.ts', `import { b } from '../b.ts';`, 0],
  ['apps/server/src/a.ts', `import { b } from '../../web/src/b.ts';`, 1],
])('%s with %s', (path, text, findings) => {
  expect(importFindings([top, server], [{ path, text }])).toHaveLength(findings);
});

test.each([
  [`import { List } from '../../ui/list.tsx';`, 0],
  [`import { open } from './tile.tsx';`, 0],
  [`import { Post } from '../posts/page.tsx';`, 1],
  [`import { seal } from '@obhut/crypto/aead.ts';`, 1],
])('a feature with %s', (text, findings) => {
  expect(featureFindings([{ path: 'apps/web/src/features/chat/page.tsx', text }])).toHaveLength(findings);
});
