/**
 * What members' devices have asked the server for, to be asked again: by them, and by others.
 * @module
 */
import { appendRequest } from '@obhut/protocol/append.ts';
import { blobHeaders } from '@obhut/protocol/blob.ts';
import { equalBytes, toHex } from '@obhut/protocol/bytes.ts';
import { decodeCbor, encodeCbor } from '@obhut/protocol/cbor.ts';
import { routes } from '@obhut/protocol/routes.ts';
import type { Exchange, Recorder } from '../people/recorder.ts';
import type { Raw } from './http.ts';
import { piecesIn, places, type Asker, type Piece } from './pieces.ts';

export type Needs = 'account' | 'persona';

export interface Asking {
  asker: Asker;
  needs: Needs;
  /** With the asker's token. */
  raw: Raw;
  /**
   * Null: it asks for something to read. Else where it writes or tries something; and what it was answered, and will be again, or null where that
   * is another each time.
   */
  written: { answer: Buffer | null; place: string } | null;
}

function accountRoutes(): ReadonlySet<string> {
  return new Set(Object.entries(routes).flatMap(([name, { needs }]) => (needs === 'account' ? [`/api/${name}`] : [])));
}
const ofAccounts = accountRoutes();

export function needsOf(path: string): Needs {
  return ofAccounts.has(path) ? 'account' : 'persona';
}

/** The last with which a device asked for something of that sort; null: it never did. */
export function tokenOf({ exchanges }: Recorder, needs: Needs): string | null {
  const last = exchanges.findLast(
    ({ path, headers, status }) => headers['authorization'] !== undefined && needsOf(path) === needs && status < 300,
  );
  return last?.headers['authorization'] ?? null;
}

const kept = ['content-type', 'accept', ...Object.values(blobHeaders)];

function rawOf({ method, path, headers, body }: Exchange, token: string): Raw {
  const own = Object.fromEntries(Object.entries(headers).filter(([name]) => kept.includes(name)));
  return { method, path, headers: { ...own, authorization: token }, body };
}

function isGood({ status }: Exchange): boolean {
  return status >= 200 && status < 300;
}

/** Everything that the device has read. */
function readings(asker: Asker, recorder: Recorder): { asking: Asking; pieces: Piece[] }[] {
  return recorder.exchanges.filter(isGood).flatMap((exchange) => {
    const needs = needsOf(exchange.path);
    const [pieces, token] = [piecesIn(asker, exchange, exchange.answer), tokenOf(recorder, needs)];
    if (pieces === null || pieces.length === 0 || token === null) return [];
    return [{ asking: { asker, needs, raw: rawOf(exchange, token), written: null }, pieces }];
  });
}

/** The keys of many places at once are asked for place by place as well. */
function singly({ asker, needs, raw }: Asking): Asking[] {
  if (raw.path !== '/api/space/keys' || raw.body === null) return [];
  const { places: all } = decodeCbor(routes['space/keys'].request, new Uint8Array(raw.body));
  return all.flatMap((place) =>
    ['boxes', 'entries'].map((what) => {
      const one = { ...raw, path: `/api/space/${what}`, body: encodeCbor(place) };
      return { asker, needs, raw: one, written: null };
    }),
  );
}

/** Of things that were written and may be written again, word by word: events, and what announces a file. `answer`: to the repeated one. */
function writtenBy({ path, body, method, answer }: Exchange): Asking['written'] {
  if (body === null || method !== 'POST') return null;
  if (path === '/api/blob/begin') {
    const { space, size } = decodeCbor(routes['blob/begin'].request, new Uint8Array(body));
    return { place: places.space(toHex(space)), answer: Buffer.from(encodeCbor({ offset: size })) };
  }
  if (path !== '/api/append') return null;
  const [part, ...others] = decodeCbor(appendRequest, new Uint8Array(body)).parts;
  const isPlain = part !== undefined && others.length === 0 && part.items.every(({ kind }) => kind === 'event');
  return isPlain ? { place: places.space(toHex(part.space)), answer } : null;
}

/** The newest few of each sort. */
export function writings(asker: Asker, recorder: Recorder, most: number): Asking[] {
  const token = tokenOf(recorder, 'persona');
  const all = recorder.exchanges.filter(isGood).flatMap((exchange): Asking[] => {
    const written = writtenBy(exchange);
    if (written === null || token === null) return [];
    return [{ asker, needs: 'persona', raw: rawOf(exchange, token), written }];
  });
  return [...Map.groupBy(all, ({ raw }) => raw.path).values()].flatMap((same) => same.slice(-most));
}

/** The newest PIN that was typed on a tablet is tried once more; the tablet has more tries than it is asked here. */
export function pinTries(asker: Asker, recorder: Recorder): Asking[] {
  const token = tokenOf(recorder, 'persona');
  const last = recorder.exchanges.findLast((exchange) => exchange.path === '/api/pin/login-start' && isGood(exchange));
  if (last === undefined || token === null) throw new Error('no PIN was tried on the tablet');
  const written = { answer: null, place: places.pin(asker.who) };
  return [{ asker, needs: 'persona', raw: rawOf(last, token), written }];
}

const nothing = encodeCbor({});

/** What is asked for, and by whom where it does not say so. */
function keyOf({ asker, raw: { method, path, body, headers } }: Asking): string {
  const ids = Object.values(blobHeaders).map((name) => headers[name]);
  const said = body === null ? '' : equalBytes(body, nothing) ? asker.who : toHex(body);
  return [method, path, said, ...ids].join(' ');
}

/** Each once, also those that several devices make. */
export function distinct(askings: readonly Asking[]): Asking[] {
  return [...new Map(askings.toReversed().map((asking) => [keyOf(asking), asking])).values()].toReversed();
}

/** Everything that the device has asked for. */
export function readingsOf(asker: Asker, recorder: Recorder): Asking[] {
  return readings(asker, recorder).flatMap(({ asking }) => [asking, ...singly(asking)]);
}

/** What it keeps for its owner alone. */
function keptBy({ path, body }: Exchange): Uint8Array | null {
  if (body === null) return null;
  const bytes = new Uint8Array(body);
  if (path === '/api/vault/write') return decodeCbor(routes['vault/write'].request, bytes).bytes;
  return path === '/api/snapshot/write' ? decodeCbor(routes['snapshot/write'].request, bytes).snapshot.bytes : null;
}

/** What the device has read, and the vaults and snapshots that it has written. */
export function knownTo(asker: Asker, recorder: Recorder): Piece[] {
  const written = recorder.exchanges.flatMap((exchange): Piece[] => {
    const bytes = keptBy(exchange);
    return bytes === null ? [] : [{ place: places.account(asker.who), bytes }];
  });
  // A vault that nobody has written so far is empty.
  return [...readings(asker, recorder).flatMap(({ pieces }) => pieces), ...written].filter(
    ({ bytes }) => bytes.length > 0,
  );
}
