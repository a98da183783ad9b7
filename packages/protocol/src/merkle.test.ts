/**
 * Merkle trees: the known roots of a tree of eight leaves, and proofs for all small trees.
 * @module
 */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex, u32be, type Bytes } from './bytes.ts';
import {
  consistencyProof,
  emptyFrontier,
  frontierRoot,
  grow,
  inclusionProof,
  leafHash,
  rootOf,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts';

/** Leaves and roots as the tests of Certificate Transparency implementations share them. */
const known = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map(
  (hex) => leafHash(fromHex(hex)),
);
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

const leaves = (count: number): Bytes[] => Array.from({ length: count }, (_, i) => leafHash(u32be(i)));
const frontier = (count: number) => leaves(count).reduce((grown, leaf) => grow(grown, leaf), emptyFrontier);

describe('roots', () => {
  it.each(roots.map((root, size) => [size, root] as const))('of %d known leaves', (size, root) => {
    expect(toHex(rootOf(known.slice(0, size)))).toBe(root);
  });

  it('a frontier gives the same root as all leaves', () => {
    for (let size = 0; size <= 70; size++) {
      expect(toHex(frontierRoot(frontier(size)))).toBe(toHex(rootOf(leaves(size))));
      expect(frontier(size).size).toBe(size);
    }
  });
});

describe('proofs', () => {
  it('hold for every leaf of every small tree, and for no other leaf, place or root', () => {
    for (let size = 1; size <= 20; size++) {
      const all = leaves(size);
      const root = rootOf(all);
      for (const [index, leaf] of all.entries()) {
        const proof = inclusionProof(all, index);
        expect(verifyInclusion(leaf, index, size, proof, root)).toBe(true);
        expect(verifyInclusion(leafHash(u32be(1000)), index, size, proof, root)).toBe(false);
        expect(verifyInclusion(leaf, index, size, [...proof, root], root)).toBe(false);
        expect(verifyInclusion(leaf, size, size, proof, root)).toBe(false);
        if (size > 1) expect(verifyInclusion(leaf, (index + 1) % size, size, proof, root)).toBe(false);
      }
    }
  });

  it('show that a tree only grew', () => {
    for (let size = 1; size <= 20; size++) {
      const all = leaves(size);
      for (let first = 1; first <= size; first++) {
        const older = { size: first, root: rootOf(all.slice(0, first)) };
        const newer = { size, root: rootOf(all) };
        const proof = consistencyProof(all, first);
        expect(verifyConsistency(older, newer, proof)).toBe(true);
        expect(verifyConsistency({ ...older, root: leafHash(u32be(9)) }, newer, proof)).toBe(false);
        expect(verifyConsistency(older, { ...newer, root: leafHash(u32be(9)) }, proof)).toBe(false);
      }
    }
  });

  it('do not hold for a log in which one early leaf was changed', () => {
    const change = fc
      .integer({ min: 2, max: 40 })
      .chain((size) => fc.tuple(fc.constant(size), fc.integer({ min: 1, max: size - 1 }), fc.nat(size - 2)));
    fc.assert(
      fc.property(change, ([size, first, at]) => {
        fc.pre(at < first);
        const honest = leaves(size);
        const forged = honest.with(at, leafHash(u32be(5000)));
        const older = { size: first, root: rootOf(honest.slice(0, first)) };
        const newer = { size, root: rootOf(forged) };
        expect(verifyConsistency(older, newer, consistencyProof(forged, first))).toBe(false);
      }),
    );
  });
});
