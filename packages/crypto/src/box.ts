/**
 * Boxes: an epoch's secret, sealed to one member (protocol.md, section 5).
 * @module
 */
import { equalBytes, type Bytes } from '@obhut/protocol/bytes.ts';
import { ctx } from '@obhut/protocol/ctx.ts';
import { hash } from '@obhut/protocol/hash.ts';
import { hpkeOpen, hpkeSeal } from './hpke.ts';
import { demandLength } from './sodium.ts';
import type { KemKey } from './xwing.ts';

const secretLength = 32;

export interface BoxPlace {
  readonly institution: Uint8Array;
  readonly space: Uint8Array;
  readonly epoch: number;
  /** The member's id: persona, device, kit, invite or space. */
  readonly member: Uint8Array;
}

/** A member as the sender's own verified fold has it; `kemHash` is from there, `kemPublicKey` lies beside the log. */
export interface BoxRecipient extends BoxPlace {
  readonly kemPublicKey: Uint8Array;
  readonly kemHash: Uint8Array;
}

function info(place: BoxPlace): Bytes {
  return ctx('box', place.institution, place.space, place.epoch);
}

function aad(place: BoxPlace, kemHash: Uint8Array): Bytes {
  return ctx('box-aad', place.member, kemHash);
}

/** 1168 bytes; null if the key is not the one that the fold names, or is none that anybody could seal to. */
export function sealBox(to: BoxRecipient, epochSecret: Uint8Array): Bytes | null {
  demandLength(epochSecret, secretLength, 'the epoch secret');
  if (!equalBytes(hash(to.kemPublicKey), to.kemHash)) return null;
  return hpkeSeal(to.kemPublicKey, info(to), aad(to, to.kemHash), epochSecret);
}

/** 32 bytes, which count only if they match the `commit` of the epoch's record; null if the box is not for this key and place. */
export function openBox(kem: KemKey, place: BoxPlace, box: Uint8Array): Bytes | null {
  const secret = hpkeOpen(kem.secretKey, info(place), aad(place, kem.hash), box);
  return secret?.length === secretLength ? secret : null;
}
