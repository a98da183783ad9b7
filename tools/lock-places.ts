/**
 * The packages of the lock file, and where Node finds them.
 * @module
 */
import { record } from './repo.ts';

export interface Locked {
  /** `node_modules/a/node_modules/b`, or a workspace's folder. */
  readonly place: string;
  readonly name: string;
  readonly version: string;
  /** An SPDX expression. */
  readonly licence: string;
  /** `sha512-…` in base64; empty for our own. */
  readonly integrity: string;
  /** It may be missing, such as on another platform. */
  readonly isOptional: boolean;
  /** npm's own word: it is there for building and testing only. */
  readonly isDev: boolean;
  /** Names of what it needs to run. */
  readonly needs: readonly string[];
}

/** As it stands in the lock file, by place. */
export type Packages = Readonly<Record<string, unknown>>;

export function packagesOf(json: string): Packages {
  return record(record(JSON.parse(json))['packages']);
}

function parentOf(place: string): string | undefined {
  const at = place.lastIndexOf('/node_modules/');
  if (at > 0) return place.slice(0, at);
  return place.startsWith('node_modules/') ? '' : place === '' ? undefined : '';
}

/** As Node looks for a package: beside the dependent, then further out; a workspace by its folder. */
export function placeOf(packages: Packages, from: string, name: string): string | undefined {
  for (let near: string | undefined = from; near !== undefined; near = parentOf(near)) {
    const place = `${near === '' ? '' : `${near}/`}node_modules/${name}`;
    if (!(place in packages)) continue;
    const { link, resolved } = record(packages[place]);
    return link === true && typeof resolved === 'string' ? resolved : place;
  }
  return undefined;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Demanded peers too; those that may be missing are somebody else's. */
function needsOf(entry: Record<string, unknown>): string[] {
  const may = record(entry['peerDependenciesMeta']);
  const peers = Object.keys(record(entry['peerDependencies']));
  return [
    ...Object.keys(record(entry['dependencies'])),
    ...Object.keys(record(entry['optionalDependencies'])),
    ...peers.filter((name) => record(may[name])['optional'] !== true),
  ];
}

/** Undefined: nothing lies there, or a link. */
export function lockedAt(packages: Packages, place: string): Locked | undefined {
  const entry = record(packages[place]);
  if (!(place in packages) || entry['link'] === true) return undefined;
  return {
    place,
    name: text(entry['name']) || place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length),
    version: text(entry['version']),
    licence: text(entry['license']),
    integrity: text(entry['integrity']),
    isOptional: entry['optional'] === true,
    isDev: entry['dev'] === true || entry['devOptional'] === true,
    needs: needsOf(entry),
  };
}
