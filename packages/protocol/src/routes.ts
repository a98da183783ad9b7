/**
 * Every call that the server answers: `POST /api/<name>`, CBOR in and out, so that no id and no secret is ever part of an address.
 * Blobs alone are streams (`PUT` and `GET /api/blob`), see blob.ts; the live connection is `/api/live`.
 * @module
 */
import * as z from 'zod/mini';
import { accountRoutes, deviceTag, token } from './account-routes.ts';
import { appendRequest, appendResult, kemKeyBytes } from './append.ts';
import { askRequest, asksResult } from './asks.ts';
import { blobProgress, mostBlobBytes } from './blob.ts';
import { confirmRequest } from './confirming.ts';
import { deleteRequest } from './deletion.ts';
import { bytes32, bytesExactly, bytesUpTo, day, id, uint } from './fields.ts';
import { feedItem, logItem } from './feed.ts';
import { noticeRoutes } from './notice-routes.ts';
import { pairingRoutes } from './pairing-routes.ts';
import { pinRoutes } from './pin-routes.ts';
import { snapshotRoutes } from './snapshot-routes.ts';

/** Who may call: anyone, somebody logged in to an account (opens the vault only), or a persona or invite by its signature. */
export type Needs = 'nothing' | 'account' | 'persona';

interface Route {
  needs: Needs;
  request: z.ZodMiniType;
  response: z.ZodMiniType;
}

const nothing = z.strictObject({});
const spaceHead = z.strictObject({
  space: id,
  /** `control`: a log of level 0 or 1 that the caller may read without being a member. */
  access: z.enum(['full', 'control']),
  seq: uint,
  /** Index of the next control record. */
  index: uint,
});
export type SpaceHead = z.infer<typeof spaceHead>;

const box = z.strictObject({ member: id, uploader: id, bytes: bytesUpTo(2048) });
const entry = z.strictObject({ bucket: id, uploader: id, bytes: bytesUpTo(256) });
export type StoredBox = z.infer<typeof box>;
export type StoredEntry = z.infer<typeof entry>;

/** Of one call of `space/keys`. */
export const mostPlaces = 64;

export const routes = {
  ...accountRoutes,
  ...pairingRoutes,
  ...pinRoutes,
  ...snapshotRoutes,
  ...noticeRoutes,
  'session/challenge': {
    needs: 'nothing',
    request: z.strictObject({ institution: id, persona: id }),
    response: z.strictObject({ nonce: bytes32 }),
  },
  /** The signature is over `ctx("session", institution, persona, nonce, origin)`. `refused`: the device was ended. */
  'session/open': {
    needs: 'nothing',
    request: z.strictObject({
      institution: id,
      persona: id,
      nonce: bytes32,
      signature: bytesExactly(64),
      device: deviceTag,
    }),
    response: z.strictObject({ token }),
  },
  /** The session of this very token is over, with its live connections; no other. */
  'session/logout': { needs: 'persona', request: nothing, response: nothing },
  /** Of the calling persona: its sessions are over, and none is opened for it any more. `refused`: as many as may be were. */
  'session/end-device': { needs: 'persona', request: z.strictObject({ device: id }), response: nothing },
  /** Founding: `code` from the operator; the first part begins with leadership's genesis. The same request again gets the same answer. */
  'institution/found': {
    needs: 'nothing',
    request: z.strictObject({ code: z.string().check(z.minLength(1), z.maxLength(64)), append: appendRequest }),
    response: appendResult,
  },
  /** Where a letter leads, or an emergency kit; both ids are checked against the log that they name. `not-found`: none, or used, or over. */
  'letter/locate': {
    needs: 'nothing',
    request: z.strictObject({ invite: id }),
    response: z.strictObject({ institution: id, leadership: id }),
  },
  append: { needs: 'persona', request: appendRequest, response: appendResult },
  'space/list': {
    needs: 'persona',
    request: nothing,
    /** `position`: where the feed stands; everything up to it is in the heads. */
    response: z.strictObject({ spaces: z.array(spaceHead), position: uint }),
  },
  /** Items with a greater seq, in order, at most `limit`; of a log that is readable as `control` the control records only. */
  'space/log': {
    needs: 'persona',
    request: z.strictObject({ space: id, after: uint, limit: z.number().check(z.int(), z.gte(1), z.lte(1000)) }),
    response: z.strictObject({ items: z.array(logItem), more: z.boolean() }),
  },
  /** The chain's value after `seq`, of a space that is read as a whole. `not-found`: there is no such item. */
  'space/chain': {
    needs: 'persona',
    request: z.strictObject({ space: id, seq: z.number().check(z.int(), z.gte(1)) }),
    response: z.strictObject({ chain: bytes32 }),
  },
  /** Boxes of one epoch for the caller and for the member spaces that the caller is in; one per uploader. */
  'space/boxes': {
    needs: 'persona',
    request: z.strictObject({ space: id, epoch: uint }),
    response: z.strictObject({ boxes: z.array(box) }),
  },
  /** Boxes and entries of many at once, as the two calls around this one give them; places that are not readable are left out. */
  'space/keys': {
    needs: 'persona',
    request: z.strictObject({
      places: z.array(z.strictObject({ space: id, epoch: uint })).check(z.minLength(1), z.maxLength(mostPlaces)),
    }),
    response: z.strictObject({
      keys: z.array(z.strictObject({ space: id, epoch: uint, boxes: z.array(box), entries: z.array(entry) })),
    }),
  },
  'space/entries': {
    needs: 'persona',
    request: z.strictObject({ space: id, epoch: uint }),
    response: z.strictObject({ entries: z.array(entry) }),
  },
  /**
   * Says what is to be uploaded (size and SHA-256 of the ciphertext), or, said again, asks how far it has come: at `size` it is there. What is not
   * gone on with for a day is forgotten. `conflict`: the id is another blob's; `quota-exceeded`: the institution holds as much as it may.
   */
  'blob/begin': {
    needs: 'persona',
    request: z.strictObject({
      space: id,
      blob: id,
      expiry: day,
      size: z.number().check(z.int(), z.gte(0), z.lte(mostBlobBytes)),
      hash: bytes32,
    }),
    response: blobProgress,
  },
  /** Keys that are not stored are left out. */
  'key/read': {
    needs: 'persona',
    request: z.strictObject({ hashes: z.array(bytes32).check(z.maxLength(256)) }),
    response: z.strictObject({ keys: z.array(bytesExactly(kemKeyBytes)) }),
  },
  /** Drops the ciphertext of an event that the caller's own event (`deletionId`) deletes; said again, it is the same. `refused`: it may not. */
  'event/delete': { needs: 'persona', request: deleteRequest, response: nothing },
  /** The caller says what it needs of a space that it reads; the last word about a space counts. */
  'key/ask': { needs: 'persona', request: askRequest, response: nothing },
  /** What members need of the spaces that the caller may write into. */
  'key/asks': { needs: 'persona', request: nothing, response: asksResult },
  /** Of spaces that the caller reads as a whole, as a member of the staff (`refused` for others); an epoch that is not the newest counts for nothing. */
  'key/confirm': { needs: 'persona', request: confirmRequest, response: nothing },
  /** Everything readable after `after`, in the order of position; nothing is missed and nothing comes twice. `only`: of it, the control records. */
  'feed/read': {
    needs: 'persona',
    request: z.strictObject({
      after: uint,
      limit: z.number().check(z.int(), z.gte(1), z.lte(1000)),
      only: z.optional(z.literal('control')),
    }),
    response: z.strictObject({ items: z.array(feedItem), position: uint, more: z.boolean() }),
  },
} as const satisfies Record<string, Route>;

export type RouteName = keyof typeof routes;
export type RequestOf<Name extends RouteName> = z.infer<(typeof routes)[Name]['request']>;
export type ResponseOf<Name extends RouteName> = z.infer<(typeof routes)[Name]['response']>;

/** The largest request body, append included. */
export const mostRequestBytes = 16_777_216;

/** What a session's signature is over. */
export function sessionContext(
  institution: Uint8Array,
  persona: Uint8Array,
  nonce: Uint8Array,
  origin: string,
): readonly ['session', Uint8Array, Uint8Array, Uint8Array, string] {
  return ['session', institution, persona, nonce, origin];
}
