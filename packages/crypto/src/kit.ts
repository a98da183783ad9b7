/**
 * The kit: the printed master key of an institution (protocol.md, section 8). Its seed is read and written as `kit` by printed.ts.
 * @module
 */
import { memberKeys, type MemberKeys } from './keys.ts';
import { printSecret, readSecret } from './printed.ts';
import type { Bytes } from '@obhut/protocol/bytes.ts';

/** From a seed of 32 bytes. */
export function kitKeys(seed: Uint8Array): MemberKeys {
  return memberKeys('kit', seed);
}

/** 14 groups of four symbols. */
export function printKit(seed: Uint8Array): string {
  return printSecret('kit', seed);
}

/** The seed, or null if what was typed is no kit. */
export function readKit(typed: string): Bytes | null {
  return readSecret('kit', typed);
}
