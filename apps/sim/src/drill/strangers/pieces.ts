/**
 * What an answer of the server carries, piece by piece, and who may have each.
 * @module
 */
import { blobHeaders, blobPath } from '@obhut/protocol/blob.ts';
import { toHex } from '@obhut/protocol/bytes.ts';
import { decodeCbor } from '@obhut/protocol/cbor.ts';
import type { LogItem } from '@obhut/protocol/feed.ts';
import { routes, type StoredBox, type StoredEntry } from '@obhut/protocol/routes.ts';
import type { Exchange } from '../people/recorder.ts';

export interface Piece {
  /** Whoever may be in this place may have it. */
  place: string;
  bytes: Uint8Array;
}

/** Everybody of an institution may have its keys; those in any of its spaces the control logs of leadership and teams. */
export const places = {
  space: (space: string) => `space ${space}`,
  control: (institution: string) => `control log of ${institution}`,
  /** Made for one member. */
  box: (member: string) => `box for ${member}`,
  keys: (institution: string) => `keys of ${institution}`,
  account: (who: string) => `account of ${who}`,
  /** On a shared tablet, which alone may try it. */
  pin: (tablet: string) => `PIN on ${tablet}`,
};

/** Who asked, and what of their institution is readable more widely than by the members of a space. */
export interface Asker {
  who: string;
  institution: string;
  /** Whether the control log of a space (hex) is readable by everybody in the institution. */
  isWide: (space: string) => boolean;
}

function itemsOf(asker: Asker, space: Uint8Array, item: LogItem): Piece[] {
  const hex = toHex(space);
  if (item.kind === 'gone') return [];
  if (item.kind === 'event') return [{ place: places.space(hex), bytes: item.bytes }];
  const place = asker.isWide(hex) ? places.control(asker.institution) : places.space(hex);
  return [{ place, bytes: item.record }];
}

function keysOf(space: Uint8Array, boxes: readonly StoredBox[], entries: readonly StoredEntry[]): Piece[] {
  return [
    ...boxes.map(({ member, bytes }) => ({ place: places.box(toHex(member)), bytes })),
    ...entries.map(({ bytes }) => ({ place: places.space(toHex(space)), bytes })),
  ];
}

type Read = (asker: Asker, body: Uint8Array<ArrayBuffer>, answer: Uint8Array<ArrayBuffer>) => Piece[];

const readers: Readonly<Record<string, Read>> = {
  'space/list': (asker, _, answer) =>
    decodeCbor(routes['space/list'].response, answer).spaces.flatMap(({ space }) =>
      asker.isWide(toHex(space)) ? [] : [{ place: places.space(toHex(space)), bytes: space }],
    ),
  'space/log': (asker, body, answer) => {
    const { space } = decodeCbor(routes['space/log'].request, body);
    return decodeCbor(routes['space/log'].response, answer).items.flatMap((item) => itemsOf(asker, space, item));
  },
  'feed/read': (asker, _, answer) =>
    decodeCbor(routes['feed/read'].response, answer).items.flatMap(({ space, item }) => itemsOf(asker, space, item)),
  'space/boxes': (_, body, answer) => {
    const { space } = decodeCbor(routes['space/boxes'].request, body);
    return keysOf(space, decodeCbor(routes['space/boxes'].response, answer).boxes, []);
  },
  'space/entries': (_, body, answer) => {
    const { space } = decodeCbor(routes['space/entries'].request, body);
    return keysOf(space, [], decodeCbor(routes['space/entries'].response, answer).entries);
  },
  'space/keys': (_, _body, answer) =>
    decodeCbor(routes['space/keys'].response, answer).keys.flatMap(({ space, boxes, entries }) =>
      keysOf(space, boxes, entries),
    ),
  'key/read': ({ institution }, _, answer) =>
    decodeCbor(routes['key/read'].response, answer).keys.map((bytes) => ({ place: places.keys(institution), bytes })),
  'vault/read': ({ who }, _, answer) => {
    const { bytes } = decodeCbor(routes['vault/read'].response, answer);
    return [{ place: places.account(who), bytes }];
  },
  'wraps/read': ({ who }, _, answer) =>
    decodeCbor(routes['wraps/read'].response, answer).wraps.map(({ bytes }) => ({ place: places.account(who), bytes })),
  'snapshot/read': ({ who }, _, answer) => {
    const { snapshot } = decodeCbor(routes['snapshot/read'].response, answer);
    return snapshot === null ? [] : [{ place: places.account(who), bytes: snapshot.bytes }];
  },
};

/** Of the answer to a request that asks for something to read; of others null. */
export function piecesIn(
  asker: Asker,
  { method, path, headers, body }: Omit<Exchange, 'status' | 'answer'>,
  answer: Buffer,
) {
  if (path === blobPath && method === 'GET') {
    const place = places.space(headers[blobHeaders.space] ?? '');
    return answer.length === 0 ? null : [{ place, bytes: answer }];
  }
  const read = readers[path.replace('/api/', '')];
  return read === undefined || body === null ? null : read(asker, new Uint8Array(body), new Uint8Array(answer));
}
