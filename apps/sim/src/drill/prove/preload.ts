/**
 * Run before a server to make it a careless one: it prints, notes, answers and tells push services what it should not, and some of its routes let
 * everybody in. Its source is changed as it is loaded.
 * @module
 */
import { writeFileSync } from 'node:fs';
import { registerHooks, type ModuleSource } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { changedBy } from './changes.ts';

function textOf(source: ModuleSource | null | undefined): string {
  return typeof source === 'string' ? source : new TextDecoder().decode(source ?? undefined);
}

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    const [, file] = url.split('/apps/server/src/');
    return file === undefined ? loaded : { ...loaded, source: changedBy(file, textOf(loaded.source)) };
  },
});

interface Asked {
  routeOptions: { url?: string };
  headers: Record<string, unknown>;
  body: unknown;
}

const setting = (name: string): string => process.env[`CARELESS_${name}`] ?? '';
const unguarded = setting('ROUTES').split(' ');

/** By what was asked for: the member who did, to whom alone it should be given. */
const givenTo = new Map<string, unknown>();
let listener: unknown;

function keyOf({ routeOptions, headers, body }: Asked): string {
  const bytes = body instanceof Uint8Array ? Buffer.from(body).toString('hex') : '';
  return [routeOptions.url, bytes, headers['obhut-space'], headers['obhut-blob']].join(' ');
}

/** Devices and strangers are in networks of their own; members who ask once more are not. */
function isMembers({ headers }: Asked): boolean {
  return headers['x-forwarded-for'] === undefined;
}

const careless = {
  answered: setting('ANSWERED'),
  pushed: setting('PUSHED'),
  isUnguarded: ({ routeOptions }: Asked): boolean => unguarded.includes(routeOptions.url ?? ''),
  async who(request: Asked, guarded: () => Promise<unknown>): Promise<unknown> {
    if (!careless.isUnguarded(request)) return guarded();
    const key = keyOf(request);
    if (isMembers(request)) givenTo.set(key, await guarded());
    return givenTo.has(key) ? givenTo.get(key) : guarded();
  },
  listener(who: unknown): unknown {
    if (!unguarded.includes('/api/live')) return who;
    listener = who ?? listener;
    return listener;
  },
};
Object.assign(globalThis, { careless });

process.stdout.write(`${setting('PRINTED')}\n`);
writeFileSync(path.join(tmpdir(), 'planted'), setting('NOTED'));
