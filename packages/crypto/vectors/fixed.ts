/**
 * What the protocol gives for fixed inputs: each output by its name, and each sealed thing with the way to open it.
 * @module
 */
import { toHex, utf8, type Bytes } from '@obhut/protocol/bytes.ts';
import { ctx } from '@obhut/protocol/ctx.ts';
import { hash } from '@obhut/protocol/hash.ts';
import { passkeyLookup, recoveryLookup } from '@obhut/protocol/lookup.ts';
import { accountKey, passkeyProof, recoveryProof } from '../src/account.ts';
import { open, seal } from '../src/aead.ts';
import { stretch } from '../src/argon2.ts';
import { openBox, sealBox } from '../src/box.ts';
import { confirmDigits } from '../src/confirm.ts';
import { openEvent, sealEvent } from '../src/envelope.ts';
import { createLetter, inviteId, inviteKeys, letterFragment, typedLetter } from '../src/invite.ts';
import { kdf } from '../src/kdf.ts';
import { openEntry, sealEntry } from '../src/keyring.ts';
import { bucketHash, deviceKeys, epochCommit, epochKem, eventKey, keyringKey, personaKeys, type MemberKeys } from '../src/keys.ts';
import { kitKeys, printKit } from '../src/kit.ts';
import { localKey, openLocal, sealLocal } from '../src/local.ts';
import { pairingCommit, pairingDigits, pairingMailbox, pairingNonce } from '../src/pairing.ts';
import { openPinWrap, pinDeviceSecret, pinWrapKey, sealPinWrap } from '../src/pin.ts';
import { printSecret } from '../src/printed.ts';
import { signCtx } from '../src/signatures.ts';
import { blobKey, chunkLength, encryptChunk } from '../src/stream.ts';
import { openVault, sealVault } from '../src/vault.ts';
import { openWrap, passkeyWrapKey, passwordWrapKey, recoveryWrapKey, sealWrap } from '../src/wraps.ts';

/** `length` bytes that count up from `start`. */
function counting(length: number, start: number): Bytes {
  return Uint8Array.from({ length }, (_, i) => (start + i) & 255);
}

const seed = counting(32, 0);
const institution = counting(16, 0x10);
const space = counting(16, 0x20);
const bucket = counting(16, 0x30);
const persona = counting(16, 0x40);
const account = counting(16, 0x50);
const wrapId = counting(16, 0x60);
const epoch = 3;
const pairingRun = { mailbox: bucket, kemHash: seed, newNonce: counting(32, 0x80), oldNonce: counting(32, 0xa0) };
const plain = utf8('Grüße');
const aad = ctx('test', 'aad');

function names(prefix: string, keys: MemberKeys): Record<string, string> {
  return { [`${prefix} sign`]: toHex(keys.sign.publicKey), [`${prefix} kem hash`]: toHex(keys.kem.hash) };
}

/** Outputs without chance: these bytes may never change. */
export async function outputs(): Promise<Record<string, string>> {
  const letter = createLetter((length) => counting(length, 0x70));
  const key = await blobKey(seed);
  const full = await encryptChunk(key, { index: 258, last: false }, counting(chunkLength, 0));
  return {
    ctx: toHex(ctx('label', 'Text', 2 ** 40, seed.slice(0, 3), null, '')),
    'kdf': toHex(kdf(seed, ctx('test'))),
    ...names('persona', personaKeys(seed)),
    ...names('device', deviceKeys(seed)),
    ...names('kit', kitKeys(seed)),
    ...names('invite', inviteKeys(letter, institution)),
    signature: toHex(signCtx(personaKeys(seed).sign, 'test', 'part', 1)),
    'epoch kem hash': toHex(epochKem(seed, space, epoch).hash),
    'epoch commit': toHex(epochCommit(space, epoch, seed)),
    'keyring key': toHex(keyringKey(seed, space, epoch)),
    'bucket hash': toHex(bucketHash(seed)),
    'event key': toHex(eventKey(seed, space, epoch, bucket)),
    argon2id: toHex(stretch(seed, persona)),
    'password wrap key': toHex(passwordWrapKey(counting(64, 0), null)),
    'password and second secret wrap key': toHex(passwordWrapKey(counting(64, 0), persona)),
    'passkey wrap key': toHex(passkeyWrapKey(seed)),
    'recovery wrap key': toHex(recoveryWrapKey(persona, wrapId)),
    'account key': toHex(accountKey(seed, account).publicKey),
    'recovery proof': toHex(recoveryProof(persona)),
    'recovery lookup': toHex(recoveryLookup(recoveryProof(persona))),
    'passkey proof': toHex(passkeyProof(seed)),
    'passkey lookup': toHex(passkeyLookup(passkeyProof(seed))),
    'pairing mailbox': toHex(pairingMailbox(persona.slice(0, 8))),
    'pairing commit': toHex(pairingCommit(pairingRun)),
    'pairing digits': pairingDigits(pairingRun),
    'printed pairing code': printSecret('pairing', persona.slice(0, 8)),
    'pairing nonce': toHex(pairingNonce(seed, counting(32, 0xc0))),
    'printed tablet code': printSecret('tablet', persona.slice(0, 8)),
    'printed code for a PIN': printSecret('tablet-pin', persona.slice(0, 8)),
    'pin device secret': toHex(pinDeviceSecret(seed)),
    'pin wrap key': toHex(pinWrapKey(counting(64, 0), pinDeviceSecret(seed))),
    'local key': toHex(localKey(seed)),
    'invite id': toHex(inviteId(letter.secret)),
    'letter fragment': letterFragment(institution, letter.secret),
    'typed letter': typedLetter(letter),
    'confirm digits': confirmDigits(institution, persona),
    'kit sheet': printKit({ seed, institution }),
    'printed recovery code': printSecret('recovery', persona),
    'printed second secret': printSecret('second-secret', persona),
    'last chunk': toHex(await encryptChunk(key, { index: 0, last: true }, plain)),
    'hash of chunk 258': toHex(hash(full)),
  };
}

export interface Sealed {
  readonly seal: () => Bytes | null;
  readonly open: (bytes: Bytes) => Bytes | null;
  readonly holds: Bytes;
}

/** What is sealed with a random nonce, or to a public key: bytes made once must open for ever. */
export function sealedThings(): Record<string, Sealed> {
  const keys = personaKeys(seed);
  const boxPlace = { institution, space, epoch, member: persona };
  const entryPlace = { space, epoch, bucket };
  const wrapPlace = { account, wrap: wrapId, version: 2 };
  const pinPlace = { institution, device: space, persona, pin: bucket };
  const pinKey = pinWrapKey(counting(64, 0), pinDeviceSecret(seed));
  const row = { table: 'outbox', key: 'row' };
  const event = { aad, eventKey: eventKey(seed, space, epoch, bucket) };
  return {
    aead: { seal: () => seal(seed, plain, aad), open: (bytes) => open(seed, bytes, aad), holds: plain },
    box: {
      seal: () => sealBox({ ...boxPlace, kemPublicKey: keys.kem.publicKey, kemHash: keys.kem.hash }, seed),
      open: (bytes) => openBox(keys.kem, boxPlace, bytes),
      holds: seed,
    },
    'keyring entry': {
      seal: () => sealEntry(keyringKey(seed, space, epoch), entryPlace, seed),
      open: (bytes) => openEntry(keyringKey(seed, space, epoch), entryPlace, bytes),
      holds: seed,
    },
    event: {
      seal: () => sealEvent({ ...event, sign: keys.sign }, plain),
      open: (bytes) => {
        const opened = openEvent({ ...event, authorPublicKey: keys.sign.publicKey }, bytes);
        return 'core' in opened ? opened.core : null;
      },
      holds: plain,
    },
    wrap: {
      seal: () => sealWrap(passkeyWrapKey(seed), 'passkey', wrapPlace, seed),
      open: (bytes) => openWrap(passkeyWrapKey(seed), 'passkey', wrapPlace, bytes),
      holds: seed,
    },
    'pin wrap': {
      seal: () => sealPinWrap(pinKey, pinPlace, seed),
      open: (bytes) => openPinWrap(pinKey, pinPlace, bytes),
      holds: seed,
    },
    vault: {
      seal: () => sealVault(seed, account, 4, plain),
      open: (bytes) => openVault(seed, account, 4, bytes),
      holds: plain,
    },
    'local row': {
      seal: () => sealLocal(localKey(seed), row, plain),
      open: (bytes) => openLocal(localKey(seed), row, bytes),
      holds: plain,
    },
  };
}
