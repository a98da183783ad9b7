/**
 * The specifiers that a module imports, re-exports, loads later or asks types from.
 * @module
 */
const statement = /^[ \t]*(?:import|export)\b(?:[^'"`;]*?\bfrom)?\s*(['"])([^'"\n]+)\1/gm;
const call = /\bimport\(\s*(['"])([^'"\n]+)\1/g;
const asset = /\bnew URL\(\s*(['"])(\.[^'"\n]+)\1\s*,\s*import\.meta\.url/g;

export function importsOf(text: string): string[] {
  return [statement, call, asset].flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[2] ?? ''));
}

/** `@scope/name/file.ts` → `@scope/name`; `zod/mini` → `zod`. */
export function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
