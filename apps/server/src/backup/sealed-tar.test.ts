/**
 * A backup that lay somewhere for a year: whatever has become of its bytes, what is wrong is said in a sentence.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decoderContract } from '@obhut/protocol/testing/decoder.contract.ts';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll } from 'vitest';
import { Sentence } from '../sentence.ts';
import { readSealedTar, writeSealedTar } from './sealed-tar.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'obhut-tar-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(path: string, identity: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, bytes } of readSealedTar(path, identity)) {
    let length = 0;
    for await (const part of bytes) length += part.length;
    found.push(`${name} ${length}`);
  }
  return found;
}

decoderContract('a backup', async () => {
  const identity = await generateX25519Identity();
  const [whole, spoilt] = [join(folder, 'whole'), join(folder, 'spoilt')];
  await writeSealedTar(whole, await identityToRecipient(identity), async (add) => {
    await add('manifest.json', 2, [Uint8Array.from([0x7b, 0x7d])]);
    await add('tables/items', 70_000, [new Uint8Array(70_000)]);
  });
  return {
    decode: async (bytes) => {
      await writeFile(spoilt, bytes);
      return read(spoilt, identity);
    },
    good: [Uint8Array.from(await readFile(whole))],
    refusals: [Sentence],
    isRead: (value) => Array.isArray(value) && value.join(', ') === 'manifest.json 2, tables/items 70000',
    runs: 60,
  };
});
