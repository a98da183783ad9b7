/**
 * What a device can show of a space that has stopped: signed control records, ciphertext, hashes and public keys. No secret key and no
 * plaintext is part of it, so that it can be handed to anybody.
 * @module
 */
import { toHex, fromHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { decodeCbor, encodeCbor, MalformedError } from '@obhut/protocol/cbor.ts';
import { logItem } from '@obhut/protocol/feed.ts';
import { bytes32, bytesBetween, bytesUpTo, day, id, uint } from '@obhut/protocol/fields.ts';
import { decodeRecord, UnknownTypeError, type ControlRecord } from '@obhut/protocol/records.ts';
import type { SpaceState } from '@obhut/protocol/state.ts';
import * as z from 'zod/mini';
import type { Institution } from '../institution.ts';
import type { Offered } from '../space/ingested.ts';
import type { Replica } from '../space/replica.ts';

const signerClasses = ['persona', 'device', 'kit', 'invite'] as const;

const schema = z.strictObject({
  version: z.literal(1),
  institution: id,
  leadership: id,
  space: id,
  why: z.string().check(z.maxLength(40)),
  /** UTC day, by the device's clock. */
  day,
  /** As far as the device had verified the space: seq and chain of everything, index of the next control record. */
  pin: z.strictObject({ seq: uint, chain: z.nullable(bytes32), index: uint }),
  /** Heads of other logs that the device knew when it last read the space to its end. */
  knownHeads: z.array(z.strictObject({ space: id, index: uint })),
  /** Every control record of the space that the device has, from index 0 on. */
  records: z.array(bytesUpTo(1_048_576)),
  /** Who signed: a persona's, device's or kit's id follows from these keys. `sign` of leadership's founder may stand for the id itself. */
  keys: z.array(
    z.strictObject({
      signer: bytesBetween(16, 32),
      class: z.enum(signerClasses),
      sign: bytes32,
      kem: z.nullable(bytes32),
    }),
  ),
  /** What came and did not fit: an item of the log, or what the server says where the log stands; null: something stayed away. */
  offered: z.nullable(z.union([logItem, z.strictObject({ seq: uint, index: uint })])),
  /** The chain's value, as the device has it, at the place that the record which came names. */
  ownChain: z.nullable(bytes32),
});
export type Evidence = z.infer<typeof schema>;

export function encodeEvidence(evidence: Evidence): Bytes {
  return encodeCbor(evidence);
}

/** Null for bytes that are none. */
export function decodeEvidence(bytes: Bytes): Evidence | null {
  try {
    return decodeCbor(schema, bytes);
  } catch (error) {
    if (error instanceof MalformedError) return null;
    throw error;
  }
}

type Key = Evidence['keys'][number];

function keysIn(states: readonly SpaceState[], wanted: ReadonlySet<string>): Key[] {
  const keys = new Map<string, Key>();
  for (const { memberships } of states) {
    for (const changes of memberships.values()) {
      for (const { member } of changes) {
        const known = member === null || member.class === 'space' || member.sign === null ? null : member;
        if (known === null || known.sign === null || known.class === 'space' || !wanted.has(toHex(known.id))) continue;
        keys.set(toHex(known.id), { signer: known.id, class: known.class, sign: known.sign, kem: known.kem });
      }
    }
  }
  return [...keys.values()];
}

/** Null where a record cannot be read: that may be what stopped the space. */
export function readRecord(record: Bytes): ControlRecord | null {
  try {
    return decodeRecord(record);
  } catch (error) {
    if (error instanceof MalformedError || error instanceof UnknownTypeError) return null;
    throw error;
  }
}

export function evidenceOf(
  { id: institution, leadership, replicas }: Institution,
  replica: Replica,
  why: string,
  today: number,
): Evidence {
  const { space, offered, state, seq } = replica;
  const records = replica.records.map(({ record }) => record);
  const came = offered !== null && 'kind' in offered && offered.kind === 'control' ? [offered.record] : [];
  const signers = new Set(
    [...records, ...came].flatMap((record) => toHex(readRecord(record)?.body.signer ?? new Uint8Array())),
  );
  const named = came.map((record) => readRecord(record)?.body.seen ?? null)[0] ?? null;
  return {
    version: 1,
    institution,
    leadership,
    space,
    why,
    day: today,
    pin: { seq, chain: replica.at(seq) ?? null, index: state?.hashes.length ?? 0 },
    knownHeads: [...replica.knownHeads].map(([hex, index]) => ({ space: fromHex(hex), index })),
    records,
    keys: keysIn(
      replicas.flatMap((other) => other.state ?? []),
      signers,
    ),
    offered: shown(offered),
    ownChain: named === null ? null : (replica.at(named.seq) ?? null),
  };
}

function shown(offered: Offered | null): Evidence['offered'] {
  if (offered === null || 'kind' in offered) return offered;
  return { seq: offered.seq, index: offered.index };
}
