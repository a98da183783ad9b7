import { randomBytes } from 'node:crypto';
import { decoderContract } from '@obhut/protocol/testing/decoder.contract.ts';
import { expect, test } from 'vitest';
import { random } from '../testing/builder.ts';
import { SealedEndpoints } from './sealed-endpoint.ts';

const place = () => ({ institution: random(16), persona: random(16), device: random(16) });
const endpoint = 'https://fcm.googleapis.com/fcm/send/abc';

test('opens for whom it was sealed, and for nobody else', () => {
  const [sealed, mine] = [new SealedEndpoints(randomBytes(32)), place()];
  const bytes = sealed.seal(endpoint, mine);
  expect(sealed.open(bytes, mine)).toBe(endpoint);
  for (const part of ['institution', 'persona', 'device'] as const)
    expect(sealed.open(bytes, { ...mine, [part]: random(16) })).toBeNull();
  expect(new SealedEndpoints(randomBytes(32)).open(bytes, mine)).toBeNull();
  for (const at of [0, 20, bytes.length - 1])
    expect(
      sealed.open(
        bytes.map((byte, i) => (i === at ? byte ^ 1 : byte)),
        mine,
      ),
    ).toBeNull();
  expect(sealed.open(bytes.slice(0, 20), mine)).toBeNull();
});

decoderContract('a sealed address', () => {
  const [sealed, mine] = [new SealedEndpoints(randomBytes(32)), place()];
  return { decode: (bytes) => sealed.open(bytes, mine), good: [sealed.seal(endpoint, mine)] };
});
