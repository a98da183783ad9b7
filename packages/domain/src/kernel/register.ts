/**
 * A value whose last writer by `seq` wins, and which falls back to an earlier writer when the last word expires first. So it keeps every
 * word that may come to count again, and no other.
 * @module
 */
import { putCopying, type Put } from './entries.ts';
import { isAlive } from './expiry.ts';
import type { FactEnvelope } from './model.ts';

interface Written<Value> {
  seq: number;
  expiry: number;
  value: Value;
}

/** Ascending by `seq`; each word lives longer than every word after it. */
export type Register<Value> = readonly Written<Value>[];

export function livesAsLong(one: { expiry: number }, other: { expiry: number }): boolean {
  return one.expiry === 0 || (other.expiry !== 0 && one.expiry >= other.expiry);
}

export function write<Value>(register: Register<Value>, fact: FactEnvelope, value: Value): Register<Value> {
  const word = { seq: fact.seq, expiry: fact.expiry, value };
  const later = register.filter(({ seq }) => seq > word.seq);
  if (later.some((other) => livesAsLong(other, word))) return register;
  const earlier = register.filter((other) => other.seq < word.seq && !livesAsLong(word, other));
  return [...earlier, word, ...later];
}

export function latest<Value>(register: Register<Value> | undefined): Value | null {
  return register?.at(-1)?.value ?? null;
}

export function expireRegister<Value>(register: Register<Value>, today: number): Register<Value> {
  return register.filter(({ expiry }) => isAlive(expiry, today));
}

/** Registers by key. A key of which nothing is left is gone. */
export type Registers<Value> = ReadonlyMap<string, Register<Value>>;

export function writeAt<Value>(
  registers: Registers<Value>,
  key: string,
  fact: FactEnvelope,
  value: Value,
  put: Put = putCopying,
): Registers<Value> {
  return put(registers, key, write(registers.get(key) ?? [], fact, value));
}

export function expireRegisters<Value>(registers: Registers<Value>, today: number): Registers<Value> {
  const left = [...registers].map(([key, register]) => [key, expireRegister(register, today)] as const);
  return new Map(left.filter(([, register]) => register.length > 0));
}
