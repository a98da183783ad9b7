/**
 * Why a call of the {@link Client} port did not succeed: a closed list, each with its sentence on a screen.
 * @module
 */

/** Why a command did not succeed: each has its sentence. */
export const failures = [
  'offline',
  'wrong-name-or-password',
  'wrong-password',
  'wrong-name-or-code',
  'code-mistyped',
  'wrong-last-group',
  'second-secret-needed',
  'wrong-second-secret',
  'pairing-over',
  'pairing-refused',
  'wrong-digits',
  'device-ended',
  'last-owner',
  'outbox-waiting',
  'digits-of-another',
  'unknown-passkey',
  'passkey-refused',
  'passkey-without-prf',
  'pin-of-another-time',
  'kit-mistyped',
  'kit-unknown',
  'name-taken',
  'wrong-founding-code',
  'wrong-letter-or-code',
  'letter-used-or-expired',
  'clock',
  'not-allowed',
  'too-many-requests',
  'busy',
  'too-large',
  'wrong-address',
  'quota-exceeded',
  'server-full',
  'storage-full',
  'file-empty',
  'file-unreadable',
  'file-too-large',
  'file-type',
  'file-not-picture',
  'picture-too-large',
  'heic',
  'pdf-locked',
  'pdf-broken',
  'file-damaged',
  'file-gone',
  'file-not-here',
  'push-refused',
  'update-needed',
  'server',
] as const;
export type Failure = (typeof failures)[number];

/** It passes by itself: whoever waits goes on waiting. */
export function isForNow(failure: Failure): boolean {
  return failure === 'offline' || failure === 'server-full';
}

/** The one error that a call of {@link Client} rejects with for reasons outside this program. */
export class ClientError extends Error {
  override readonly name = 'ClientError';
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure);
    this.failure = failure;
  }
}
