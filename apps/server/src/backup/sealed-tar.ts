/**
 * An archive: a tar that is sealed to the operator's key in the age format (age-encryption.org/v1), so that `age -d` and `tar` open it too. Written beside, and
 * named when it is whole; nothing of it lies anywhere unsealed.
 * @module
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Decrypter, Encrypter } from 'age-encryption';
import tar from 'tar-stream';
import { Sentence } from '../sentence.ts';

/** Adds one entry of exactly `size` bytes; resolves when it has been taken. */
export type AddEntry = (
  name: string,
  size: number,
  bytes: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
) => Promise<void>;

export interface Entry {
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** The streams of `tar-stream` do not say what they carry. */
async function* bytesOf(
  stream: AsyncIterable<unknown>,
  failed: (error: unknown) => unknown,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of stream) {
      if (!(chunk instanceof Uint8Array)) throw new TypeError('a stream of something else than bytes');
      yield chunk;
    }
  } catch (error) {
    throw failed(error);
  }
}

function recipientProblem(cause: unknown): Sentence {
  return new Sentence('BACKUP_RECIPIENT is no public key of age: npm run backup -- --new-key makes a pair.', { cause });
}

async function sealTo(recipient: string, plain: ReadableStream<Uint8Array>): Promise<ReadableStream<Uint8Array>> {
  const encrypter = new Encrypter();
  try {
    encrypter.addRecipient(recipient);
  } catch (error) {
    throw recipientProblem(error);
  }
  return encrypter.encrypt(plain);
}

export async function writeSealedTar(
  path: string,
  recipient: string,
  fill: (add: AddEntry) => Promise<void>,
): Promise<void> {
  const pack = tar.pack();
  const add: AddEntry = async (name, size, bytes) => {
    await pipeline(Readable.from(bytes), pack.entry({ name, size }));
  };
  const half = `${path}.new`;
  const sealed = await sealTo(recipient, ReadableStream.from(bytesOf(pack, (error) => error)));
  const filled = fill(add).then(
    () => pack.finalize(),
    (error: unknown) => {
      pack.destroy(error instanceof Error ? error : new Error('the archive ends early', { cause: error }));
      throw error;
    },
  );
  try {
    const written = pipeline(Readable.fromWeb(sealed), createWriteStream(half, { mode: 0o600, flush: true }));
    const results = await Promise.allSettled([filled, written]);
    for (const result of results) if (result.status === 'rejected') throw result.reason;
    await rename(half, path);
  } catch (error) {
    await rm(half, { force: true });
    throw error;
  }
}

async function open(path: string, identity: string): Promise<ReadableStream<Uint8Array>> {
  const decrypter = new Decrypter();
  try {
    decrypter.addIdentity(identity);
  } catch (error) {
    throw new Sentence('That is no secret key of age: it is one line that begins with AGE-SECRET-KEY.', {
      cause: error,
    });
  }
  try {
    return await decrypter.decrypt(Readable.toWeb(createReadStream(path)));
  } catch (error) {
    throw new Sentence(`${path} does not open: it is sealed to another key, or is no backup.`, { cause: error });
  }
}

/** In their order. Each one's bytes must be read before the next one. Throws a `Sentence` where something was changed or cut off. */
export async function* readSealedTar(path: string, identity: string): AsyncGenerator<Entry> {
  const extract = tar.extract();
  const copied = pipeline(Readable.fromWeb(await open(path, identity)), extract);
  copied.catch((error: unknown) => extract.destroy(error instanceof Error ? error : undefined));
  const damaged = (cause: unknown) => new Sentence(`${path} is damaged: take another backup.`, { cause });
  const parts = extract[Symbol.asyncIterator]();
  for (;;) {
    const next = await parts.next().catch((error: unknown) => {
      throw damaged(error);
    });
    if (next.done === true) break;
    yield { name: next.value.header.name, bytes: bytesOf(next.value, damaged) };
  }
  await copied.catch((error: unknown) => {
    throw damaged(error);
  });
}
