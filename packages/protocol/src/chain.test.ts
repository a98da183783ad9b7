import { expect, test } from 'vitest';
import { toHex } from './bytes.ts';
import { chainNext, chainNextHashed, chainStart } from './chain.ts';
import { hash } from './hash.ts';

const space = new Uint8Array(16).fill(1);
const author = new Uint8Array(16).fill(2);
const bytes = Uint8Array.of(3);

/** Reckoned apart from this code, as protocol.md says. */
test('the chain has the values that it always had', () => {
  const start = chainStart(space);
  expect(toHex(start)).toBe('da7c203d319c32412c084f9c03f028c04d97b7eefa8f7f8b86e719806fc89bed');
  expect(toHex(chainNext(start, 1, 'event', author, 20_000, bytes))).toBe(
    '5f65abd8c1616dcd90430f923bb02c2ce278a654579663e9d7a2e0732fb26591',
  );
});

test('of what is gone its hash is enough', () => {
  const start = chainStart(space);
  expect(chainNextHashed(start, 1, 'control', author, 0, hash(bytes))).toEqual(
    chainNext(start, 1, 'control', author, 0, bytes),
  );
});
