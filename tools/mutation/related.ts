/**
 * Which tests a source can matter to: those that import it, nearest first.
 * @module
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const imports = /^(?:import|export) (?!type )[^'";]*?from '([^']+)'|import\('([^']+)'\)|^import '([^']+)'/gmu;
const ofPackage = /^@obhut\/([a-z]+)\/(.+)$/u;

/** Migrations are read by this file. */
const migrate = 'apps/server/src/db/migrate.ts';

export class Related {
  readonly #root: string;
  readonly #tests: readonly string[];
  readonly #imported = new Map<string, readonly string[]>();

  /** `tests`: paths from the root. */
  constructor(root: string, tests: readonly string[]) {
    this.#root = root;
    this.#tests = tests;
  }

  /** In rounds: first the tests that are nearest to the source, then all others that reach it. */
  rounds(source: string): string[][] {
    const target = source.endsWith('.sql') ? migrate : source;
    const reached = this.#tests.flatMap((test) => {
      const distance = this.#distance(test, target);
      return distance === null ? [] : [{ test, distance }];
    });
    const nearest = Math.min(...reached.map(({ distance }) => distance));
    const rounds = [true, false].map((near) =>
      reached.filter(({ distance }) => (distance === nearest) === near).map(({ test }) => test),
    );
    return rounds.filter((round) => round.length > 0);
  }

  #distance(from: string, to: string): number | null {
    const seen = new Set([from]);
    let ring = [from];
    for (let distance = 0; ring.length > 0; distance++) {
      if (ring.includes(to)) return distance;
      ring = ring.flatMap((file) => this.#importsOf(file)).filter((file) => !seen.has(file) && seen.add(file));
    }
    return null;
  }

  #importsOf(file: string): readonly string[] {
    const known = this.#imported.get(file);
    if (known !== undefined) return known;
    const text = readFileSync(path.join(this.#root, file), 'utf8');
    const found = [...text.matchAll(imports)]
      .map(([, named, lazy, bare]) => this.#fileOf(file, named ?? lazy ?? bare ?? ''))
      .filter((each) => existsSync(path.join(this.#root, each)) && each.endsWith('.ts'));
    this.#imported.set(file, found);
    return found;
  }

  #fileOf(from: string, name: string): string {
    const [, owner = '', rest = ''] = ofPackage.exec(name) ?? [];
    if (owner !== '') return `packages/${owner}/src/${rest}`;
    return path.posix.join(path.posix.dirname(from), name);
  }
}
