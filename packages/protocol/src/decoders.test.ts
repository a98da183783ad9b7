/**
 * What the protocol reads of what others have sent.
 */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { appendRequest } from './append.ts';
import { decodeCanonical, decodeCbor, encodeCbor, MalformedError } from './cbor.ts';
import { liveFrame, liveHello } from './feed.ts';
import { usualPushServices, isOfPushService } from './push-services.ts';
import { decodeRecord, encodeBody, encodeRecord, UnknownTypeError } from './records.ts';
import { arbitraryOf } from './testing/arbitrary.ts';
import { decoderContract } from './testing/decoder.contract.ts';

const id = new Uint8Array(16).fill(1);
const word = new Uint8Array(32).fill(2);
const common = { signer: id, through: null, day: 20_000, heads: [{ space: id, index: 3, hash: word }], seen: null };
const bodies = [
  encodeBody({ type: 'remove', ...common, member: id }),
  encodeBody({ type: 'retire', ...common, seen: { seq: 4, chain: word }, on: 20_001 }),
  encodeBody({
    type: 'rekey',
    ...common,
    epoch: 2,
    commit: word,
    kem: null,
    membersHash: word,
    boxedTo: [{ space: id, epoch: 1 }],
    buckets: [{ id, until: null, hash: word }],
  }),
];
const records = bodies.map((body) => encodeRecord(body, new Uint8Array(64)));
const drawn = (schema: Parameters<typeof arbitraryOf>[0]) =>
  fc.sample(arbitraryOf(schema), { numRuns: 10, seed: 1 }).map(encodeCbor);

decoderContract('a control record', () => ({
  decode: (bytes) => decodeRecord(bytes),
  good: records,
  refusals: [MalformedError, UnknownTypeError],
}));

decoderContract('CBOR', () => ({
  decode: (bytes) => decodeCanonical(bytes),
  good: [...records, ...bodies],
  refusals: [MalformedError],
}));

decoderContract('an append', () => ({
  decode: (bytes) => decodeCbor(appendRequest, bytes),
  good: drawn(appendRequest),
  refusals: [MalformedError],
}));

decoderContract('a frame of the live connection', () => ({
  decode: (bytes) => decodeCbor(liveFrame, bytes),
  good: drawn(liveFrame),
  refusals: [MalformedError],
}));

decoderContract('the first frame', () => ({
  decode: (bytes) => decodeCbor(liveHello, bytes),
  good: drawn(liveHello),
  refusals: [MalformedError],
}));

test('any text is an address of a push service, or none', () => {
  const text = fc.oneof(
    fc.string(),
    fc.string().map((text) => `https://${text}`),
  );
  fc.assert(
    fc.property(text, (endpoint) => {
      expect(typeof isOfPushService(endpoint, usualPushServices)).toBe('boolean');
    }),
  );
});
