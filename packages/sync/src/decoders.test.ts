/**
 * What a client reads that may be somebody else's: evidence that was handed to it, records; and its own, which a disk may have spoiled.
 */
import { randomBytes } from '@obhut/crypto/random.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { blobKey, encryptChunks, StreamError } from '@obhut/crypto/stream.ts';
import { concat, type Bytes } from '@obhut/protocol/bytes.ts';
import { MalformedError, encodeCbor } from '@obhut/protocol/cbor.ts';
import { hash } from '@obhut/protocol/hash.ts';
import { decoderContract } from '@obhut/protocol/testing/decoder.contract.ts';
import { beforeAll } from 'vitest';
import { decodeVault, encodeVault, type VaultContent } from './account/vault-content.ts';
import { openSealed } from './blobs/download.ts';
import { decodeSnapshot } from './engine/local-snapshots.ts';
import { decodeEvidence, encodeEvidence, evidenceOf, readRecord } from './evidence/evidence.ts';
import { verifyEvidence } from './evidence/verify.ts';
import { spaceOf, utterance, World } from './testing/world.ts';

beforeAll(cryptoReady);

async function read() {
  const world = new World();
  const leader = await world.found();
  const group = await world.group(leader);
  await leader.say(group, utterance('said'));
  const replica = leader.institution.replica(group);
  const team = leader.institution.replica(spaceOf(leader, 'team'));
  if (replica === undefined || team === undefined) throw new Error('not read');
  return { world, leader, replica, team };
}

const evidence = async () => {
  const { world, leader, replica, team } = await read();
  return [replica, team].map((each) => encodeEvidence(evidenceOf(leader.institution, each, 'gap', world.day)));
};

decoderContract('evidence', async () => ({ decode: (bytes) => decodeEvidence(bytes), good: await evidence() }));

decoderContract('evidence, verified', async () => ({
  decode: (bytes) => verifyEvidence(bytes),
  good: await evidence(),
  runs: 60,
}));

decoderContract('a record in it', async () => {
  const { replica } = await read();
  return { decode: (bytes) => readRecord(bytes), good: replica.records.map(({ record }) => record) };
});

decoderContract('a snapshot of a space', async () => {
  const { world, replica, team } = await read();
  const good = [replica, team].flatMap((each) => each.snapshot(world.day) ?? []).map(encodeCbor);
  return { decode: (bytes) => decodeSnapshot(bytes), good };
});

const [id, word] = [new Uint8Array(16).fill(1), new Uint8Array(32).fill(2)];
const vault: VaultContent = {
  version: 1,
  personas: [{ institution: id, leadership: id, seed: word }],
  secondSecret: id,
  login: 'anna',
  pins: [{ space: id, index: 3, hash: word, seen: { seq: 4, chain: word } }],
  snapshots: [{ institution: id, tag: id, key: word, until: 0, items: 5, deletions: 6 }],
};

decoderContract('a vault', () => ({
  decode: (bytes) => decodeVault(bytes),
  good: [encodeVault(vault)],
  refusals: [MalformedError],
}));

async function* once(bytes: Bytes): AsyncGenerator<Bytes> {
  yield bytes;
}

async function whole(parts: AsyncIterable<Bytes>): Promise<Bytes> {
  const all: Bytes[] = [];
  for await (const part of parts) all.push(part);
  return concat(...all);
}

decoderContract('a sealed file', async () => {
  const [key, plain] = [randomBytes(32), randomBytes(5000)];
  const sealed = await whole(encryptChunks(await blobKey(key), once(plain)));
  const fact = { key, size: plain.length, hash: hash(sealed) };
  const decode = (bytes: Bytes) => whole(openSealed(once(bytes), fact));
  return { decode, good: [sealed], refusals: [StreamError] };
});
