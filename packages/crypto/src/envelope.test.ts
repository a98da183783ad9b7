import { concat, u32be, type Bytes } from '@obhut/protocol/bytes.ts';
import { ctx } from '@obhut/protocol/ctx.ts';
import { hash } from '@obhut/protocol/hash.ts';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { seal } from './aead.ts';
import { anyBytes, flipBit } from './bitflip.contract.ts';
import { decryptEvent, openEvent, sealEvent, verifyEvent } from './envelope.ts';
import { personaKeys } from './keys.ts';
import { paddedLength } from './padding.ts';
import { signCtx } from './signatures.ts';
import { cryptoReady } from './sodium.ts';

beforeAll(cryptoReady);

const eventKey = new Uint8Array(32).fill(1);
const aad = ctx('event', 1, 'some header');
const core = new Uint8Array(200).fill(3);
const author = () => personaKeys(new Uint8Array(32).fill(2)).sign;

function signatureOver(bytes: Bytes): Bytes {
  return signCtx(author(), 'event-signature', hash(aad), hash(bytes));
}

/** Sealed by someone who holds the key, with a plaintext of their own making. */
function opened(plain: Bytes) {
  return openEvent({ aad, eventKey, authorPublicKey: author().publicKey }, seal(eventKey, plain, aad));
}

function padded(...parts: Uint8Array[]): Bytes {
  const joined = concat(...parts);
  return concat(joined, new Uint8Array(paddedLength(joined.length) - joined.length));
}

test('an event opens to its core, and its length tells only the padded one', () => {
  fc.assert(
    fc.property(anyBytes(3000), (someCore) => {
      const bytes = sealEvent({ aad, eventKey, sign: author() }, someCore);
      expect(bytes).toHaveLength(paddedLength(someCore.length + 68) + 40);
      expect(openEvent({ aad, eventKey, authorPublicKey: author().publicKey }, bytes)).toEqual({ core: someCore });
    }),
    { numRuns: 50 },
  );
});

test('any changed bit, another AAD or another key: it does not open', () => {
  const bytes = sealEvent({ aad, eventKey, sign: author() }, core);
  const authorPublicKey = author().publicKey;
  fc.assert(
    fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
      expect(openEvent({ aad, eventKey, authorPublicKey }, flipBit(bytes, bit))).toEqual({ failed: 'key' });
    }),
  );
  expect(openEvent({ aad: ctx('event', 2), eventKey, authorPublicKey }, bytes)).toEqual({ failed: 'key' });
  expect(openEvent({ aad, eventKey: new Uint8Array(32), authorPublicKey }, bytes)).toEqual({ failed: 'key' });
});

test('decrypting and verifying can be done apart', () => {
  const event = decryptEvent({ aad, eventKey }, sealEvent({ aad, eventKey, sign: author() }, core));
  if ('failed' in event) throw new Error(event.failed);
  expect(event.core).toEqual(core);
  expect(verifyEvent(author().publicKey, aad, event)).toBe(true);
  expect(verifyEvent(author().publicKey, ctx('other'), event)).toBe(false);
  expect(verifyEvent(personaKeys(eventKey).sign.publicKey, aad, event)).toBe(false);
});

test('a member who seals another member’s words anew is found out: the signature binds the AAD', () => {
  const elsewhere = ctx('event', 1, 'another header');
  const event = decryptEvent({ aad, eventKey }, sealEvent({ aad, eventKey, sign: author() }, core));
  if ('failed' in event) throw new Error(event.failed);
  const moved = seal(eventKey, padded(u32be(core.length), event.core, event.signature), elsewhere);
  const result = openEvent({ aad: elsewhere, eventKey, authorPublicKey: author().publicKey }, moved);
  expect(result).toEqual({ failed: 'signature' });
});

test('a signature made for another purpose is none here', () => {
  const signature = signCtx(author(), 'control', hash(aad), hash(core));
  expect(opened(padded(u32be(core.length), core, signature))).toEqual({ failed: 'signature' });
});

test('only one plaintext stands for an event: any other form is refused', () => {
  const signature = signatureOver(core);
  const right = padded(u32be(core.length), core, signature);
  expect(opened(right)).toEqual({ core });

  const used = 4 + core.length + 64;
  const withStain = Uint8Array.from(right);
  withStain[used] = 1;
  const withLastStain = Uint8Array.from(right);
  withLastStain[right.length - 1] = 128;
  for (const plain of [
    withStain,
    withLastStain,
    concat(right, new Uint8Array(32)),
    right.slice(0, used),
    right.slice(0, -1),
    padded(u32be(2 ** 32 - 1), core, signature),
    new Uint8Array(0),
    new Uint8Array(3),
    u32be(0),
  ]) {
    expect(opened(plain)).toEqual({ failed: 'form' });
  }
});

test('a core that claims a byte of the signature is not what was signed', () => {
  expect(opened(padded(u32be(core.length + 1), core, signatureOver(core)))).toEqual({ failed: 'signature' });
});
