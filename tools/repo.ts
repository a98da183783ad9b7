/**
 * What the checks look at: the project's files and manifests.
 * @module
 */
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

export const root = join(import.meta.dirname, '..');

export interface SourceFile {
  /** From the project's root, with `/`. */
  readonly path: string;
  readonly text: string;
}

export interface Manifest {
  readonly name: string;
  readonly dependencies: readonly string[];
  readonly devDependencies: readonly string[];
  readonly optionalDependencies: readonly string[];
}

export interface Workspace {
  /** From the project's root, `''` for the root itself. */
  readonly folder: string;
  readonly manifest: Manifest;
}

const skipped = new Set(['node_modules', '.git', 'dist', 'data', 'test-results', 'playwright-report']);

async function walk(folder: string, found: string[]): Promise<string[]> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !skipped.has(entry.name)) await walk(path, found);
    if (entry.isFile()) found.push(path);
  }
  return found;
}

export async function readTree(wanted: RegExp): Promise<SourceFile[]> {
  const paths = (await walk(root, [])).filter((path) => wanted.test(path)).toSorted();
  return Promise.all(
    paths.map(async (path) => ({
      path: relative(root, path).replaceAll(sep, '/'),
      text: await readFile(path, 'utf8'),
    })),
  );
}

export function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

export function parseManifest(json: string): Manifest {
  const manifest = record(JSON.parse(json));
  const names = (field: string): string[] => Object.keys(record(manifest[field]));
  return {
    name: typeof manifest['name'] === 'string' ? manifest['name'] : '',
    dependencies: names('dependencies'),
    devDependencies: names('devDependencies'),
    optionalDependencies: names('optionalDependencies'),
  };
}

export async function readWorkspaces(): Promise<Workspace[]> {
  const files = await readTree(/[/\\]package\.json$/);
  return files.map(({ path, text }) => ({
    folder: path === 'package.json' ? '' : path.slice(0, -'/package.json'.length),
    manifest: parseManifest(text),
  }));
}

/** Prints a sentence per finding; any makes the process fail. */
export function report(check: string, findings: readonly string[]): void {
  for (const finding of findings) console.error(`${check}: ${finding}`);
  if (findings.length > 0) process.exitCode = 1;
  else console.log(`${check}: nothing found`);
}
