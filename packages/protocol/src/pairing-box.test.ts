import { expect, test } from 'vitest';
import { getPairing, putPairing, type PairingBox } from './pairing-box.ts';
import { pairingLifeMs } from './pairing-routes.ts';

const bytes = Uint8Array.of(1);
const nothing = new Uint8Array(0);

test('a mailbox is opened by its offer, lives ten minutes, and can then be opened anew', () => {
  const boxes = new Map<string, PairingBox>();
  const late = pairingLifeMs;
  expect(() => putPairing(boxes, 'a', 'answer', bytes, 0)).toThrow('not-found');
  putPairing(boxes, 'a', 'offer', bytes, 0);
  expect(getPairing(boxes, 'a', 'answer', late - 1)).toEqual(nothing);
  expect(() => getPairing(boxes, 'a', 'offer', late)).toThrow('not-found');
  expect(boxes.size).toBe(0);
  putPairing(boxes, 'a', 'offer', bytes, late);
  expect(() => putPairing(boxes, 'a', 'answer', bytes, late + pairingLifeMs)).toThrow('not-found');
  putPairing(boxes, 'a', 'offer', bytes, late + pairingLifeMs);
  expect(() => getPairing(boxes, 'b', 'offer', 0)).toThrow('not-found');
});

test('each slot is written once, and the sealed one is handed out once', () => {
  const boxes = new Map<string, PairingBox>();
  for (const slot of ['offer', 'answer', 'reveal', 'sealed'] as const) {
    putPairing(boxes, 'a', slot, bytes, 0);
    expect(() => putPairing(boxes, 'a', slot, bytes, 0)).toThrow('conflict');
  }
  expect(getPairing(boxes, 'a', 'offer', 0)).toEqual(bytes);
  expect(getPairing(boxes, 'a', 'sealed', 0)).toEqual(bytes);
  expect(() => getPairing(boxes, 'a', 'sealed', 0)).toThrow('not-found');
  expect(() => getPairing(boxes, 'a', 'offer', 0)).toThrow('not-found');
});
