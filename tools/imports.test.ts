import { expect, test } from 'vitest';
import { importsOf, packageOf } from './imports.ts';

test('every way to import is seen', () => {
  const text = [
    `import a from 'a';`,
    `import 'side-effect';`,
    `import {`,
    `  b,`,
    `} from "@x/b/c.ts";`,
    `import type { C } from './c.ts';`,
    `export { d } from './d.ts';`,
    `export * from '../e.ts';`,
    `const f = await import('f');`,
    `new Worker(new URL('./g.ts', import.meta.url));`,
    `export const text = 'not an import';`,
    ` * import 'in a comment';`,
  ].join('\n');
  expect(importsOf(text).toSorted()).toEqual([
    '../e.ts',
    './c.ts',
    './d.ts',
    './g.ts',
    '@x/b/c.ts',
    'a',
    'f',
    'side-effect',
  ]);
});

test('a specifier belongs to a package', () => {
  expect(['zod/mini', '@a/b/c.ts', 'pg'].map(packageOf)).toEqual(['zod', '@a/b', 'pg']);
});
