/**
 * Whether the drill would find anything: canaries are planted everywhere, a route of each kind is left unguarded, and the same search and the
 * same strangers go over it once more.
 * @module
 */
import { pathToFileURL } from 'node:url';
import path from 'node:path';
import type { Installation } from '../installation.ts';
import { lookEverywhere } from '../look.ts';
import type { Lived, Tell } from '../run.ts';
import { wakeSomebody } from '../people/notices.ts';
import { Search } from '../search.ts';
import type { Leak } from '../strangers/ask.ts';
import { isHttp, sendUnencrypted } from '../strangers/http.ts';
import { inquire } from '../strangers/inquire.ts';
import { found, Planting } from './plants.ts';

export interface Proved {
  planted: number;
  /** What was not found, in words. */
  missed: string[];
}

/** A device is woken again only after a minute; the careless server's clock is ahead of it. */
const aheadMs = 120_000;

/** A route of each kind: what is read of a space, its keys, an account, a file; what is written; the live connection. */
const unguarded = [
  '/api/space/log',
  '/api/space/entries',
  '/api/space/boxes',
  '/api/vault/read',
  '/api/blob',
  '/api/append',
  '/api/blob/begin',
  '/api/live',
];

const preload = pathToFileURL(path.join(import.meta.dirname, 'preload.ts')).href;
/** Of a method and path: what is unguarded leaks at once. */
const mostOfEach = 3;

function missedLeaks(leaks: readonly Leak[]): string[] {
  const open = unguarded.filter((route) => !leaks.some((leak) => leak.path === route && leak.variant === 'as it is'));
  const isMisdirected = leaks.some(({ variant }) => variant === 'wrong host');
  return [...open, ...(isMisdirected ? [] : ['a server that answers under any name'])];
}

/** Any server that speaks plain HTTP is one that answers without TLS: here that of the push service. */
async function missedInClear({ push }: Installation): Promise<string[]> {
  const port = Number(new URL(push.endpoint('nobody')).port);
  const answer = await sendUnencrypted(port, { method: 'GET', path: '/', headers: {}, body: null });
  return isHttp(answer) ? [] : ['a server that answers without TLS'];
}

export async function prove({ installation, evenings }: Lived, tell: Tell): Promise<Proved> {
  const { server } = installation;
  const planting = new Planting();
  tell('Canaries are planted, and routes left unguarded');
  planting.intoFiles(installation);
  await server.stop();
  server.preload = preload;
  server.aheadMs = aheadMs;
  server.settings = { ...server.settings, ...planting.intoServer(), CARELESS_ROUTES: unguarded.join(' ') };
  await server.start();
  planting.intoTables(installation);
  tell('Strangers ask once more');
  const { leaks, answers } = await inquire(server, evenings, mostOfEach);
  await wakeSomebody(evenings[0], installation.push);
  planting.intoBackup(installation);
  tell('Everything is looked through once more');
  const search = new Search(planting.sought);
  await lookEverywhere(search, installation, answers);
  const seen = new Set(found(planting.plants, search.hits));
  const missed = planting.plants.filter((plant) => !seen.has(plant)).map(({ what }) => what);
  const planted = planting.plants.length + unguarded.length + 2;
  return { planted, missed: [...missed, ...missedLeaks(leaks), ...(await missedInClear(installation))] };
}
