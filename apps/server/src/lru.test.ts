/**
 * A map that forgets, limits that count, and what waits for a next step.
 * @module
 */
import { expect, it } from 'vitest';
import { Lru } from './lru.ts';
import { Rates } from './rates.ts';
import { Pending } from './sessions/pending.ts';

it('keeps what was used last, and says what it drops', () => {
  const dropped: number[] = [];
  const lru = new Lru<number>(
    10,
    (value) => value,
    (value) => dropped.push(value),
  );
  lru.set('a', 4);
  lru.set('b', 5);
  expect(lru.get('a')).toBe(4);
  lru.set('c', 3);
  expect([lru.get('a'), lru.get('b'), lru.get('c')]).toEqual([4, undefined, 3]);
  lru.set('a', 1);
  expect(dropped).toEqual([5, 4]);
  lru.set('too much', 50);
  expect(lru.get('too much')).toBeUndefined();
  lru.clear();
  expect(lru.get('a')).toBeUndefined();
});

it('knows what was used last, also where that was asked for again and again, or left', () => {
  const lru = new Lru<number>(2);
  lru.set('a', 1);
  lru.set('b', 2);
  expect([lru.get('b'), lru.get('b'), lru.get('a'), lru.get('a')]).toEqual([2, 2, 1, 1]);
  lru.set('c', 3);
  expect([lru.get('b'), lru.get('a'), lru.get('c')]).toEqual([undefined, 1, 3]);
  lru.delete('c');
  expect(lru.get('c')).toBeUndefined();
  lru.set('d', 4);
  expect(lru.get('a')).toBe(1);
  lru.set('c', 5);
  expect([lru.get('d'), lru.get('a'), lru.get('c')]).toEqual([undefined, 1, 5]);
});

it('counts per address and per name, and begins anew', () => {
  let now = 0;
  const rates = new Rates({ now: () => now }, { address: 1, stranger: 3, name: 2 });
  for (let i = 0; i < 3; i++) rates.stranger('10.0.0.1');
  expect(() => rates.stranger('10.0.0.1')).toThrow('too-many-requests');
  rates.stranger('10.0.0.2');
  rates.name('a');
  rates.name('a');
  expect(() => rates.name('a')).toThrow('too-many-requests');
  now = 60_000;
  rates.stranger('10.0.0.1');
  expect(() => rates.name('a')).toThrow('too-many-requests');
  now = 15 * 60_000;
  rates.name('a');
});

it('gives what waits once, within a minute, and only so much of it', () => {
  let now = 0;
  const pending = new Pending<number>({ now: () => now }, 2);
  for (const [i, key] of ['a', 'b', 'c'].entries()) pending.put(key, i);
  expect([pending.take('a'), pending.take('b'), pending.take('b')]).toEqual([undefined, 1, undefined]);
  now = 60_001;
  expect(pending.take('c')).toBeUndefined();
});
