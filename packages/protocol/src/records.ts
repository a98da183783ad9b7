/**
 * Control records: what they say, as bytes (protocol.md, section 5).
 * `record = cbor([body, signature])`; both are byte strings, so that what is hashed and verified is what was received.
 * @module
 */
import * as z from 'zod/mini';
import type { Bytes } from './bytes.ts';
import { decodeCanonical, decodeCbor, encodeCbor, MalformedError } from './cbor.ts';
import type { CtxPart } from './ctx.ts';
import { bytes32, bytesBetween, bytesExactly, day, id, uint } from './fields.ts';
import { hash, hashCtx } from './hash.ts';
import { memberClasses, roles, spaceKinds } from './kinds.ts';

/** A record names at most this many new buckets. */
const mostBuckets = 8;
const mostMembers = 10_000;
export const mostRecordBytes = 1_048_576;

const role = z.enum(roles);

/** `id` is null in leadership's genesis only: ids follow from it. `sign` and `kem` (a hash) are null for member spaces. */
const member = z.strictObject({
  id: z.nullable(id),
  class: z.enum(memberClasses),
  role,
  sign: z.nullable(bytes32),
  kem: z.nullable(bytes32),
  /** The last day of the membership; null: until removed. */
  until: z.nullable(day),
});
export type MemberEntry = z.infer<typeof member>;

const bucket = z.strictObject({ id, until: z.nullable(day), hash: bytes32 });

/** The last control record of another space that the signer had seen. */
const head = z.strictObject({ space: id, index: uint, hash: bytes32 });
export type Head = z.infer<typeof head>;

const common = {
  /** 16 bytes; in leadership's genesis the founder's Ed25519 key. */
  signer: bytesBetween(16, 32),
  through: z.nullable(id),
  day,
  heads: z.array(head).check(z.maxLength(64)),
  seen: z.nullable(z.strictObject({ seq: uint, chain: bytes32 })),
};

const body = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('genesis'),
    ...common,
    kind: z.enum(spaceKinds),
    nonce: id,
    members: z.array(member).check(z.maxLength(mostMembers)),
  }),
  z.strictObject({ type: z.literal('add'), ...common, member }),
  z.strictObject({ type: z.literal('remove'), ...common, member: id }),
  z.strictObject({ type: z.literal('role'), ...common, member: id, role }),
  /** `grants`: the role of the persona that claims it. The member's `until` is the letter's expiry. */
  z.strictObject({ type: z.literal('invite'), ...common, member, grants: role }),
  z.strictObject({ type: z.literal('claim'), ...common, invite: id, member, proof: bytesExactly(64) }),
  /**
   * `member` stands in the place of `old` from now on: signed by `old` itself, with the new keys' proof; or by an admin who has met the
   * person, without one.
   */
  z.strictObject({ type: z.literal('replace'), ...common, old: id, member, proof: z.nullable(bytesExactly(64)) }),
  /** In leadership's log: the persona is in no space of the institution at every head from here on. */
  z.strictObject({ type: z.literal('expel'), ...common, persona: id }),
  /** The kit asks for a new owner. */
  z.strictObject({ type: z.literal('recovery-request'), ...common, member, proof: bytesExactly(64) }),
  /** `request`: index of the recovery-request in the same log. */
  z.strictObject({ type: z.literal('recovery-approve'), ...common, request: uint }),
  z.strictObject({ type: z.literal('veto'), ...common, request: uint }),
  z.strictObject({ type: z.literal('recovery-execute'), ...common, request: uint }),
  z.strictObject({
    type: z.literal('rekey'),
    ...common,
    epoch: uint,
    commit: bytes32,
    kem: z.nullable(bytes32),
    membersHash: bytes32,
    boxedTo: z.array(z.strictObject({ space: id, epoch: uint })).check(z.maxLength(64)),
    buckets: z.array(bucket).check(z.maxLength(mostBuckets)),
  }),
  z.strictObject({
    type: z.literal('keyring'),
    ...common,
    epoch: uint,
    buckets: z.array(bucket).check(z.minLength(1), z.maxLength(mostBuckets)),
  }),
  z.strictObject({ type: z.literal('retire'), ...common, on: day }),
]);

export type RecordBody = z.infer<typeof body>;
export type RecordType = RecordBody['type'];
export type BodyOf<Type extends RecordType> = Extract<RecordBody, { type: Type }>;

const knownTypes: readonly string[] = [
  'genesis',
  'add',
  'remove',
  'role',
  'invite',
  'claim',
  'replace',
  'expel',
  'recovery-request',
  'recovery-approve',
  'veto',
  'recovery-execute',
  'rekey',
  'keyring',
  'retire',
];

/** The record is of a type that a newer version of the protocol made. */
export class UnknownTypeError extends Error {
  override readonly name = 'UnknownTypeError';
}

export interface ControlRecord {
  body: RecordBody;
  /** The bytes received; `bodyHash` and every id are taken of these. */
  bodyBytes: Bytes;
  bodyHash: Bytes;
  signature: Bytes;
  /** `H(ctx("record", record))` */
  hash: Bytes;
}

const record = z.tuple([bytesBetween(1, mostRecordBytes), bytesExactly(64)]);
const typed = z.looseObject({ type: z.string() });

/** Throws {@link MalformedError}, or {@link UnknownTypeError} for a type that this version does not know. */
export function decodeRecord(bytes: Bytes): ControlRecord {
  if (bytes.length > mostRecordBytes) throw new MalformedError('record too long');
  const [bodyBytes, signature] = decodeCbor(record, bytes);
  const peek = typed.safeParse(decodeCanonical(bodyBytes));
  if (peek.success && !knownTypes.includes(peek.data.type)) throw new UnknownTypeError('record of an unknown type');
  return {
    body: decodeCbor(body, bodyBytes),
    bodyBytes,
    bodyHash: hash(bodyBytes),
    signature,
    hash: hashCtx('record', bytes),
  };
}

export function encodeBody(value: RecordBody): Bytes {
  return encodeCbor(value);
}

export function encodeRecord(bodyBytes: Bytes, signature: Bytes): Bytes {
  return encodeCbor([bodyBytes, signature]);
}

/** 32 zero bytes: what the first record of a space follows. */
export const beforeGenesis: Bytes = new Uint8Array(32);

/** What a record's signature is over: label and parts of its `ctx`. */
export function controlContext(
  institution: Bytes | null,
  space: Bytes,
  index: number,
  previous: Bytes,
  bodyHash: Bytes,
): readonly [string, ...CtxPart[]] {
  return ['control', institution, space, index, previous, bodyHash];
}

/** What the new persona signs: that it wants to stand in this space, in the place of the letter, persona or kit with the old id. */
export function proofContext(
  type: 'claim' | 'replace' | 'recovery-request',
  institution: Bytes,
  space: Bytes,
  oldId: Bytes,
  newId: Bytes,
): readonly [string, ...CtxPart[]] {
  return ['proof', type, institution, space, oldId, newId];
}
