/**
 * Merkle trees as in RFC 9162, section 2.1: the hash of a log of leaves, and proofs that a leaf is in it and that it only ever grew.
 * @module
 */
import { concat, equalBytes, type Bytes } from './bytes.ts';
import { hash } from './hash.ts';

const leafPrefix = Uint8Array.of(0);
const nodePrefix = Uint8Array.of(1);

export function leafHash(leaf: Uint8Array): Bytes {
  return hash(concat(leafPrefix, leaf));
}

function nodeHash(left: Uint8Array, right: Uint8Array): Bytes {
  return hash(concat(nodePrefix, left, right));
}

/** The largest power of two below `size`, which is at least 2. */
function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

/** The root over leaf hashes; of no leaves the hash of nothing. */
export function rootOf(leaves: readonly Bytes[]): Bytes {
  const [first] = leaves;
  if (first === undefined) return hash(new Uint8Array(0));
  if (leaves.length === 1) return first;
  const split = splitOf(leaves.length);
  return nodeHash(rootOf(leaves.slice(0, split)), rootOf(leaves.slice(split)));
}

/** What is needed to go on with a tree: its size, and the roots of its full subtrees, largest first. */
export interface Frontier {
  readonly size: number;
  readonly subtrees: readonly Bytes[];
}

export const emptyFrontier: Frontier = { size: 0, subtrees: [] };

export function grow({ size, subtrees }: Frontier, leaf: Bytes): Frontier {
  const grown = [...subtrees];
  let last = leaf;
  for (let full = size; full % 2 === 1; full = (full - 1) / 2) {
    const left = grown.pop();
    if (left === undefined) throw new RangeError('a frontier has one subtree per bit of its size');
    last = nodeHash(left, last);
  }
  grown.push(last);
  return { size: size + 1, subtrees: grown };
}

export function frontierRoot({ subtrees }: Frontier): Bytes {
  const [last, ...before] = subtrees.toReversed();
  if (last === undefined) return rootOf([]);
  return before.reduce((right, left) => nodeHash(left, right), last);
}

/** The path of RFC 9162, section 2.1.3.1, from the leaf upwards. */
export function inclusionProof(leaves: readonly Bytes[], index: number): Bytes[] {
  if (leaves.length <= 1) return [];
  const split = splitOf(leaves.length);
  return index < split
    ? [...inclusionProof(leaves.slice(0, split), index), rootOf(leaves.slice(split))]
    : [...inclusionProof(leaves.slice(split), index - split), rootOf(leaves.slice(0, split))];
}

/** RFC 9162, section 2.1.3.2. */
export function verifyInclusion(
  leaf: Bytes,
  index: number,
  size: number,
  proof: readonly Bytes[],
  root: Bytes,
): boolean {
  if (index < 0 || index >= size) return false;
  let at = index;
  let last = size - 1;
  let result = leaf;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      result = nodeHash(sibling, result);
      while (at % 2 === 0 && at !== 0) {
        at /= 2;
        last = Math.floor(last / 2);
      }
    } else {
      result = nodeHash(result, sibling);
    }
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && equalBytes(result, root);
}

function subproof(leaves: readonly Bytes[], size: number, isWhole: boolean): Bytes[] {
  if (size === leaves.length) return isWhole ? [] : [rootOf(leaves)];
  const split = splitOf(leaves.length);
  return size <= split
    ? [...subproof(leaves.slice(0, split), size, isWhole), rootOf(leaves.slice(split))]
    : [...subproof(leaves.slice(split), size - split, false), rootOf(leaves.slice(0, split))];
}

/** That the tree of the first `size` leaves is the beginning of this one (RFC 9162, section 2.1.4.1); 0 < size <= leaves.length. */
export function consistencyProof(leaves: readonly Bytes[], size: number): Bytes[] {
  return subproof(leaves, size, true);
}

/** RFC 9162, section 2.1.4.2. */
export function verifyConsistency(
  first: { size: number; root: Bytes },
  second: { size: number; root: Bytes },
  proof: readonly Bytes[],
): boolean {
  if (first.size < 1 || first.size > second.size) return false;
  if (first.size === second.size) return proof.length === 0 && equalBytes(first.root, second.root);
  const isPowerOfTwo = splitOf(first.size * 2) === first.size;
  const [seed, ...path] = isPowerOfTwo ? [first.root, ...proof] : proof;
  if (seed === undefined) return false;
  let at = first.size - 1;
  let last = second.size - 1;
  while (at % 2 === 1) {
    at = (at - 1) / 2;
    last = Math.floor(last / 2);
  }
  let older = seed;
  let newer = seed;
  for (const sibling of path) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      older = nodeHash(sibling, older);
      newer = nodeHash(sibling, newer);
      while (at % 2 === 0 && at !== 0) {
        at /= 2;
        last = Math.floor(last / 2);
      }
    } else {
      newer = nodeHash(newer, sibling);
    }
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && equalBytes(older, first.root) && equalBytes(newer, second.root);
}
