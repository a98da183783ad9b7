/**
 * `npm run sbom [-- file]`: what runs in production, as CycloneDX 1.6 (ECMA-424) in JSON, from the lock file alone: the same for the same lock
 * file on every machine, with the packages of all platforms. (npm's own `npm sbom` writes 1.5, with a time, a random number, and tools of ours.)
 * @module
 */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Locked, lockedAt, type Packages, packagesOf, placeOf } from './lock-places.ts';
import { record, root } from './repo.ts';

/** What an operator starts, and what it serves. */
const programs = ['apps/server', 'apps/web'];

interface Component {
  type: 'application' | 'library';
  'bom-ref': string;
  group?: string;
  name: string;
  version: string;
  scope: 'required' | 'optional';
  hashes?: { alg: 'SHA-512'; content: string }[];
  licenses: ({ license: { id: string } } | { expression: string })[];
  purl?: string;
}

function isOurs({ place }: Locked): boolean {
  return !place.includes('node_modules/');
}

function refOf(locked: Locked): string {
  const { place, name, version } = locked;
  return isOurs(locked) ? place : `pkg:npm/${name.replace(/^@/, '%40')}@${version}`;
}

function neededBy(packages: Packages, { place, needs }: Locked): Locked[] {
  return needs.flatMap((name) => {
    const found = placeOf(packages, place, name);
    return found === undefined ? [] : (lockedAt(packages, found) ?? []);
  });
}

/** The programs, and the Node that the root brings for them. */
function started(packages: Packages): Locked[] {
  const node = Object.keys(record(record(packages[''])['optionalDependencies'])).map((name) => `node_modules/${name}`);
  return [...programs, ...node].flatMap((place) => lockedAt(packages, place) ?? []);
}

/** What is started, what that needs, and so on. */
function runs(packages: Packages): Locked[] {
  const found = new Map<string, Locked>();
  const open = started(packages);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next.place)) continue;
    found.set(next.place, next);
    open.push(...neededBy(packages, next));
  }
  return [...found.values()];
}

function componentOf(locked: Locked): Component {
  const { place, name, version, licence, integrity, isOptional } = locked;
  const [, group, own] = /^(@[^/]+)\/(.+)$/.exec(name) ?? [];
  const ref = refOf(locked);
  const [, sha512] = /(?:^|\s)sha512-(\S+)/.exec(integrity) ?? [];
  return {
    type: programs.includes(place) ? 'application' : 'library',
    'bom-ref': ref,
    ...(group === undefined ? {} : { group }),
    name: own ?? name,
    version,
    scope: isOptional ? 'optional' : 'required',
    ...(sha512 === undefined
      ? {}
      : { hashes: [{ alg: 'SHA-512', content: Buffer.from(sha512, 'base64').toString('hex') }] }),
    licenses: [/[ (]/.test(licence) ? { expression: licence } : { license: { id: licence } }],
    ...(isOurs(locked) ? {} : { purl: ref }),
  };
}

/** A version 8 UUID (RFC 9562) from the lock file: another lock file is another document. */
function serialOf(lock: string): string {
  const bytes = createHash('sha256').update(lock).digest().subarray(0, 16);
  bytes[6] = (Number(bytes[6]) & 0x0f) | 0x80;
  bytes[8] = (Number(bytes[8]) & 0x3f) | 0x80;
  return `urn:uuid:${bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')}`;
}

function uniqueSorted(refs: readonly string[]): string[] {
  return [...new Set(refs)].toSorted();
}

export function sbomOf(lock: string): object {
  const packages = packagesOf(lock);
  const all = runs(packages);
  const components = new Map(all.map((locked) => [refOf(locked), componentOf(locked)] as const));
  const needed = new Map<string, string[]>();
  for (const locked of all) {
    const ref = refOf(locked);
    needed.set(ref, [...(needed.get(ref) ?? []), ...neededBy(packages, locked).map(refOf)]);
  }
  const { version } = record(packages['']);
  const self = { type: 'application', 'bom-ref': 'obhut', name: 'obhut', version };
  const refs = uniqueSorted([...components.keys()]);
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: serialOf(lock),
    version: 1,
    metadata: {
      lifecycles: [{ phase: 'pre-build' }],
      component: { ...self, licenses: [{ license: { id: 'AGPL-3.0-or-later' } }] },
    },
    components: refs.map((ref) => components.get(ref)),
    dependencies: [
      { ref: 'obhut', dependsOn: uniqueSorted(started(packages).map(refOf)) },
      ...refs.map((ref) => ({ ref, dependsOn: uniqueSorted(needed.get(ref) ?? []) })),
    ],
  };
}

if (import.meta.main) {
  const written = `${JSON.stringify(sbomOf(await readFile(join(root, 'package-lock.json'), 'utf8')), null, 2)}\n`;
  const [file] = process.argv.slice(2);
  if (file === undefined) process.stdout.write(written);
  else await writeFile(file, written);
}
