/**
 * Tests in Node set up accounts by the hundred, and most of their time would be Argon2id's: so it fills one megabyte there instead of 64, in one pass
 * instead of three. At its full cost it runs in the tests of crypto itself, against the real server and in the journeys.
 * @module
 */
import { argon2Sync } from 'node:crypto';
import { expect, vi } from 'vitest';

const argon2 = { passes: 1, memoryKiB: 1024, lanes: 1 };

/** As the one that it stands for. */
function stretch(message: Uint8Array, nonce: Uint8Array): Uint8Array {
  const { passes, memoryKiB, lanes } = argon2;
  return Uint8Array.from(
    argon2Sync('argon2id', { message, nonce, parallelism: lanes, tagLength: 32, memory: memoryKiB, passes }),
  );
}

// oxlint-disable-next-line vitest/no-standalone-expect -- only it knows which file is about to run
if (expect.getState().testPath?.includes('/packages/crypto/') === false)
  vi.doMock('../packages/crypto/src/argon2.ts', () => ({ argon2, stretch }));
