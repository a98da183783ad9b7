/**
 * Passkeys in this browser (WebAuthn with the PRF extension): 32 bytes that only this passkey gives, here, after its owner was verified. They
 * never leave the device but as what follows from them; no assertion is sent to anybody.
 * @module
 */
import { ClientError } from '@obhut/sync/failure.ts';

/** The PRF's input: the same for every passkey, since each has a key of its own. */
const input = new TextEncoder().encode('obhut/1/passkey-prf');
const name = 'Obhut';
/** ES256, EdDSA, RS256: no signature is looked at, but one must be agreed on. */
const algorithms = [-7, -8, -257];

const extensions = { prf: { eval: { first: input } } };

export function hasPasskeys(): boolean {
  return 'PublicKeyCredential' in window && window.isSecureContext;
}

function random(length: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(length));
}

/** What a browser says when the person declines, when there is none, or when it takes too long: not which. */
async function asked(request: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
  try {
    const credential = await request();
    if (credential instanceof PublicKeyCredential) return credential;
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
  throw new ClientError('passkey-refused');
}

function bytesOf(source: BufferSource): Uint8Array {
  return source instanceof ArrayBuffer
    ? new Uint8Array(source)
    : new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
}

function outputOf(credential: PublicKeyCredential): Uint8Array | null {
  const first = credential.getClientExtensionResults().prf?.results?.first;
  return first === undefined ? null : Uint8Array.from(bytesOf(first));
}

/** `which`: undefined for any that the person has here. */
async function evaluate(which?: BufferSource): Promise<Uint8Array> {
  const allowCredentials = which === undefined ? [] : [{ type: 'public-key' as const, id: which }];
  const credential = await asked(() =>
    navigator.credentials.get({
      publicKey: { challenge: random(32), userVerification: 'required', allowCredentials, extensions },
    }),
  );
  const output = outputOf(credential);
  if (output === null) throw new ClientError('passkey-without-prf');
  return output;
}

/** The PRF output of a new passkey; `login` is what the passkey manager lists it by. */
export async function createPasskey(login: string): Promise<Uint8Array> {
  const credential = await asked(() =>
    navigator.credentials.create({
      publicKey: {
        challenge: random(32),
        rp: { name },
        user: { id: random(32), name: login, displayName: login },
        pubKeyCredParams: algorithms.map((alg) => ({ type: 'public-key', alg })),
        authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
        attestation: 'none',
        extensions,
      },
    }),
  );
  if (credential.getClientExtensionResults().prf?.enabled !== true) throw new ClientError('passkey-without-prf');
  // Some give the output only when the passkey is used.
  return outputOf(credential) ?? (await evaluate(credential.rawId));
}

/** The PRF output of a passkey that the person chooses. */
export function askPasskey(): Promise<Uint8Array> {
  return evaluate();
}
