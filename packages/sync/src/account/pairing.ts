/**
 * Admitting a new device from one that is signed in, through a mailbox at a server that need not be trusted (docs/decisions/0014). Each
 * step asks once; who waits asks again.
 * @module
 */
import type { MemberKeys } from '@obhut/crypto/keys.ts';
import {
  openPairing,
  pairingCommit,
  pairingDigits,
  pairingMailbox,
  pairingNonce,
  sealPairing,
  type PairingRun,
} from '@obhut/crypto/pairing.ts';
import { printSecret, readSecret } from '@obhut/crypto/printed.ts';
import { randomBytes } from '@obhut/crypto/random.ts';
import { cryptoReady } from '@obhut/crypto/sodium.ts';
import { kemKey, kemPublicKeyLength, type KemKey } from '@obhut/crypto/xwing.ts';
import { concat, equalBytes, type Bytes } from '@obhut/protocol/bytes.ts';
import { decodeCbor, encodeCbor, MalformedError } from '@obhut/protocol/cbor.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import { bytes32, id, uint } from '@obhut/protocol/fields.ts';
import { hash } from '@obhut/protocol/hash.ts';
import * as z from 'zod/mini';
import { ClientError } from '../failure.ts';
import type { Transport } from '../transport/transport.ts';
import type { AccountSession } from './device.ts';
import { openAccountSession } from './session.ts';

const secretLength = 8;
const nonceLength = 32;

/** What the signed-in device gives away. */
const handedOver = z.strictObject({ account: id, version: uint, secret: bytes32, login: z.string() });

/** `tablet`: a shared tablet that is to be set up. `tablet-pin`: one on which a person sets a PIN. Each has codes of its own form. */
export type PairingKind = 'pairing' | 'tablet' | 'tablet-pin';

/** What the new device binds itself to before it knows the other's nonce. */
interface Offer {
  kem: KemKey;
  nonce: Bytes;
  /** What it shows later: the nonce, or what the nonce follows from. */
  reveal: Bytes;
}

function passingOffer(): Offer {
  const nonce = randomBytes(nonceLength);
  return { kem: kemKey(randomBytes(32)), nonce, reveal: nonce };
}

/** Of a device that is to be a member by these keys: the digits stand for both of them. */
export function offerOf({ sign, kem }: MemberKeys): Offer {
  const random = randomBytes(nonceLength);
  return { kem, nonce: pairingNonce(sign.publicKey, random), reveal: concat(sign.publicKey, random) };
}

/** The keys of a device that was met. */
export interface MetDevice {
  sign: Bytes;
  kem: { publicKey: Bytes; hash: Bytes };
}

function isNonce(bytes: Bytes): boolean {
  return bytes.length === nonceLength;
}

/** The new device. */
export class Applicant {
  readonly #transport: Transport;
  readonly #offer: Offer;
  readonly #mailbox: Bytes;
  #run: PairingRun | null = null;
  /** To be shown: 16 characters in groups. */
  readonly code: string;

  private constructor(transport: Transport, kind: PairingKind, offer: Offer) {
    this.#transport = transport;
    this.#offer = offer;
    const secret = randomBytes(secretLength);
    this.#mailbox = pairingMailbox(secret);
    this.code = printSecret(kind, secret);
  }

  /** Opens the mailbox. */
  static async apply(transport: Transport, kind: PairingKind = 'pairing', offer?: Offer): Promise<Applicant> {
    await cryptoReady();
    const applicant = new Applicant(transport, kind, offer ?? passingOffer());
    const { mailbox, kemHash, newNonce } = applicant.#offered();
    const commit = pairingCommit({ mailbox, kemHash, newNonce });
    await applicant.#put('offer', concat(applicant.#offer.kem.publicKey, commit));
    return applicant;
  }

  #offered(): Omit<PairingRun, 'oldNonce'> {
    return { mailbox: this.#mailbox, kemHash: this.#offer.kem.hash, newNonce: this.#offer.nonce };
  }

  async #put(slot: 'offer' | 'reveal', bytes: Bytes): Promise<void> {
    await this.#transport.call('pairing/put', { mailbox: this.#mailbox, slot, bytes }, null);
  }

  /** An earlier try may have arrived without its answer. What else lies there does not fit the commitment. */
  async #reveal(): Promise<void> {
    try {
      await this.#put('reveal', this.#offer.reveal);
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'conflict') throw error;
    }
  }

  /** The digits to be compared, once somebody has answered; the nonce is shown only then. */
  async digits(): Promise<string | null> {
    if (this.#run === null) {
      const request = { mailbox: this.#mailbox, slot: 'answer' } as const;
      const { bytes: oldNonce } = await this.#transport.call('pairing/get', request, null);
      if (!isNonce(oldNonce)) return null;
      await this.#reveal();
      this.#run = { ...this.#offered(), oldNonce };
    }
    return pairingDigits(this.#run);
  }

  /** What was handed over, if it was. Rejects with `ClientError('pairing-refused')` for what was not sealed in this run, or has another form. */
  async handed<Handed>(form: z.ZodMiniType<Handed>): Promise<Handed | null> {
    if (this.#run === null) return null;
    const request = { mailbox: this.#mailbox, slot: 'sealed' } as const;
    const { bytes: sealed } = await this.#transport.call('pairing/get', request, null);
    if (sealed.length === 0) return null;
    const plain = openPairing(this.#offer.kem, this.#run, sealed);
    if (plain === null) throw new ClientError('pairing-refused');
    try {
      return decodeCbor(form, plain);
    } catch (error) {
      throw error instanceof MalformedError ? new ClientError('pairing-refused') : error;
    }
  }

  /** The account, once it was handed over. */
  async account(): Promise<AccountSession | null> {
    const handed = await this.handed(handedOver);
    if (handed === null) return null;
    const { account, version, secret, login } = handed;
    const opened = { id: account, secret, device: randomBytes(16) };
    return { ...opened, version, login, token: await openAccountSession(this.#transport, opened) };
  }
}

/** The device that is signed in. */
export class Admission {
  readonly #transport: Transport;
  readonly #mailbox: Bytes;
  readonly #publicKey: Bytes;
  readonly #commit: Bytes;
  readonly #nonce = randomBytes(nonceLength);
  readonly #kind: PairingKind;
  #run: PairingRun | null = null;
  #signKey: Bytes | null = null;

  private constructor(transport: Transport, kind: PairingKind, mailbox: Bytes, offer: Bytes) {
    this.#transport = transport;
    this.#kind = kind;
    this.#mailbox = mailbox;
    this.#publicKey = offer.slice(0, kemPublicKeyLength);
    this.#commit = offer.slice(kemPublicKeyLength);
  }

  /** With the code from the new device's screen. Its key and commitment are fixed here, before it is told our nonce. */
  static async answer(transport: Transport, typed: string, kind: PairingKind = 'pairing'): Promise<Admission> {
    const secret = readSecret(kind, typed);
    if (secret === null) throw new ClientError('code-mistyped');
    const mailbox = pairingMailbox(secret);
    const { bytes: offer } = await transport.call('pairing/get', { mailbox, slot: 'offer' }, null);
    if (offer.length !== kemPublicKeyLength + 32) throw new ClientError('pairing-refused');
    const admission = new Admission(transport, kind, mailbox, offer);
    await transport.call('pairing/put', { mailbox, slot: 'answer', bytes: admission.#nonce }, null);
    return admission;
  }

  /** Whether the new device has shown its nonce. Rejects with `ClientError('pairing-refused')` if it is not the one it was bound to. */
  async isReady(): Promise<boolean> {
    if (this.#run !== null) return true;
    const request = { mailbox: this.#mailbox, slot: 'reveal' } as const;
    const { bytes: shown } = await this.#transport.call('pairing/get', request, null);
    if (shown.length === 0) return false;
    // A tablet's nonce is what its signing key and chance give.
    const signKey = this.#kind === 'tablet' && shown.length === 2 * nonceLength ? shown.slice(0, nonceLength) : null;
    const newNonce = signKey === null ? shown : pairingNonce(signKey, shown.slice(nonceLength));
    const offered = { mailbox: this.#mailbox, kemHash: hash(this.#publicKey), newNonce };
    const isWhole = isNonce(newNonce) && (signKey !== null) === (this.#kind === 'tablet');
    if (!isWhole || !equalBytes(pairingCommit(offered), this.#commit)) throw new ClientError('pairing-refused');
    this.#signKey = signKey;
    this.#run = { ...offered, oldNonce: this.#nonce };
    return true;
  }

  #met(typed: string): PairingRun {
    if (this.#run === null) throw new ClientError('not-allowed');
    if (typed.replaceAll(/\D/gu, '') !== pairingDigits(this.#run)) throw new ClientError('wrong-digits');
    return this.#run;
  }

  /** The tablet's keys, for whoever typed the digits on its screen. */
  met(typed: string): MetDevice {
    this.#met(typed);
    if (this.#signKey === null) throw new ClientError('not-allowed');
    return { sign: this.#signKey, kem: { publicKey: this.#publicKey, hash: hash(this.#publicKey) } };
  }

  /** `typed`: the digits on the new device's screen. With others nothing is handed over. */
  async hand(plain: Bytes, typed: string): Promise<void> {
    const bytes = sealPairing(this.#publicKey, this.#met(typed), plain);
    if (bytes === null) throw new ClientError('pairing-refused');
    await this.#transport.call('pairing/put', { mailbox: this.#mailbox, slot: 'sealed', bytes }, null);
  }

  async admit({ id: account, version, secret, login }: AccountSession, typed: string): Promise<void> {
    await this.hand(encodeCbor({ account, version, secret, login }), typed);
  }
}
