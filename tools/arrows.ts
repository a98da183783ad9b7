/**
 * The arrows of the architecture: which workspace may depend on which, and that sources import only what their manifest declares.
 * @module
 */
import { posix } from 'node:path';
import { importsOf, packageOf } from './imports.ts';
import { readTree, readWorkspaces, report, type SourceFile, type Workspace } from './repo.ts';

const allowed: Readonly<Record<string, readonly string[]>> = {
  '@obhut/domain': [],
  '@obhut/protocol': [],
  '@obhut/breach': [],
  '@obhut/intake': [],
  '@obhut/crypto': ['@obhut/protocol'],
  '@obhut/sync': ['@obhut/domain', '@obhut/crypto', '@obhut/protocol'],
  '@obhut/server': ['@obhut/protocol', '@obhut/breach'],
  // sim: for the journeys only, which start and kill a server with it.
  '@obhut/web': ['@obhut/domain', '@obhut/sync', '@obhut/breach', '@obhut/intake', '@obhut/sim'],
  '@obhut/sim': ['@obhut/domain', '@obhut/sync', '@obhut/intake', '@obhut/protocol'],
  '@obhut/bench': ['@obhut/protocol', '@obhut/server', '@obhut/sync', '@obhut/domain'],
};

/** Files that run while testing or building may use development dependencies. */
const development =
  /^(bench|apps\/sim\/src\/fuzz)\/|\.(test|contract)\.tsx?$|\/(e2e|build|testing|vectors)\/|\.config\.ts$/;

export function manifestFindings(workspaces: readonly Workspace[]): string[] {
  return workspaces.flatMap(({ folder, manifest }) => {
    if (folder === '') return [];
    const may = allowed[manifest.name];
    if (may === undefined) return [`${manifest.name} (${folder}) has no place in the architecture.`];
    const names = [...manifest.dependencies, ...manifest.optionalDependencies, ...manifest.devDependencies];
    return names
      .filter((name) => name.startsWith('@obhut/') && !may.includes(name))
      .map((name) => `${manifest.name} must not depend on ${name}.`);
  });
}

function declaredFor(path: string, { manifest }: Workspace, top: Workspace | undefined): Set<string> {
  const names = [...manifest.dependencies, ...manifest.optionalDependencies];
  if (development.test(path)) names.push(...manifest.devDependencies, ...(top?.manifest.devDependencies ?? []));
  return new Set(names);
}

function fileFindings({ path, text }: SourceFile, workspace: Workspace, declared: ReadonlySet<string>): string[] {
  return importsOf(text).flatMap((specifier) => {
    if (specifier.startsWith('node:')) return [];
    if (specifier.startsWith('.')) {
      const target = posix.join(posix.dirname(path), specifier);
      return target.startsWith(`${workspace.folder}/`)
        ? []
        : [`${path} leaves its workspace by importing ${specifier}.`];
    }
    const name = packageOf(specifier);
    return declared.has(name) ? [] : [`${path} imports ${name}, which its package.json does not declare for it.`];
  });
}

export function importFindings(workspaces: readonly Workspace[], files: readonly SourceFile[]): string[] {
  const top = workspaces.find(({ folder }) => folder === '');
  return files.flatMap((file) => {
    const workspace = workspaces.find(({ folder }) => folder !== '' && file.path.startsWith(`${folder}/`));
    return workspace === undefined ? [] : fileFindings(file, workspace, declaredFor(file.path, workspace, top));
  });
}

const feature = /^apps\/web\/src\/features\/([^/]+)\//;
const outsideFeatures = ['@obhut/crypto', '@obhut/protocol', '@obhut/sync'];

/** A feature of the app uses the design system, the slots and its own model; what two features share belongs below both. */
export function featureFindings(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) => {
    const own = feature.exec(path)?.[1];
    if (own === undefined) return [];
    return importsOf(text).flatMap((specifier) => {
      if (outsideFeatures.includes(packageOf(specifier)))
        return [`${path} imports ${specifier}; a feature never does.`];
      if (!specifier.startsWith('.')) return [];
      const other = feature.exec(posix.join(posix.dirname(path), specifier))?.[1];
      return other === undefined || other === own ? [] : [`${path} imports the feature ${other}.`];
    });
  });
}

if (import.meta.main) {
  const workspaces = await readWorkspaces();
  const files = (await readTree(/\.tsx?$/)).filter(({ path }) => !path.endsWith('.d.ts'));
  report('arrows', [...manifestFindings(workspaces), ...importFindings(workspaces, files), ...featureFindings(files)]);
}
