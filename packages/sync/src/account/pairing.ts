/**
 * Admitting a new device from one that is signed in, through a mailbox at a server that need not be trusted (docs/decisions/0014). Each
 * step asks once; who waits asks again.
 * @module
 */
import {
  openPairing,
  pairingCommit,
  pairingDigits,
  pairingMailbox,
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

function isNonce(bytes: Bytes): boolean {
  return bytes.length === nonceLength;
}

/** The new device. */
export class Applicant {
  readonly #transport: Transport;
  readonly #kem: KemKey = kemKey(randomBytes(32));
  readonly #nonce = randomBytes(nonceLength);
  readonly #mailbox: Bytes;
  #run: PairingRun | null = null;
  /** To be shown: 16 characters in groups. */
  readonly code: string;

  private constructor(transport: Transport) {
    this.#transport = transport;
    const secret = randomBytes(secretLength);
    this.#mailbox = pairingMailbox(secret);
    this.code = printSecret('pairing', secret);
  }

  /** Opens the mailbox. */
  static async apply(transport: Transport): Promise<Applicant> {
    await cryptoReady();
    const applicant = new Applicant(transport);
    const { mailbox, kemHash, newNonce } = applicant.#offered();
    const commit = pairingCommit({ mailbox, kemHash, newNonce });
    await applicant.#put('offer', concat(applicant.#kem.publicKey, commit));
    return applicant;
  }

  #offered(): Omit<PairingRun, 'oldNonce'> {
    return { mailbox: this.#mailbox, kemHash: this.#kem.hash, newNonce: this.#nonce };
  }

  async #put(slot: 'offer' | 'reveal', bytes: Bytes): Promise<void> {
    await this.#transport.call('pairing/put', { mailbox: this.#mailbox, slot, bytes }, null);
  }

  /** An earlier try may have arrived without its answer. What else lies there does not fit the commitment. */
  async #reveal(): Promise<void> {
    try {
      await this.#put('reveal', this.#nonce);
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

  /** The account, once it was handed over. Rejects with `ClientError('pairing-refused')` for what was not sealed in this run. */
  async account(): Promise<AccountSession | null> {
    if (this.#run === null) return null;
    const request = { mailbox: this.#mailbox, slot: 'sealed' } as const;
    const { bytes: sealed } = await this.#transport.call('pairing/get', request, null);
    if (sealed.length === 0) return null;
    const plain = openPairing(this.#kem, this.#run, sealed);
    if (plain === null) throw new ClientError('pairing-refused');
    try {
      const { account, version, secret, login } = decodeCbor(handedOver, plain);
      const token = await openAccountSession(this.#transport, { id: account, secret });
      return { id: account, version, secret, login, token };
    } catch (error) {
      throw error instanceof MalformedError ? new ClientError('pairing-refused') : error;
    }
  }
}

/** The device that is signed in. */
export class Admission {
  readonly #transport: Transport;
  readonly #mailbox: Bytes;
  readonly #publicKey: Bytes;
  readonly #commit: Bytes;
  readonly #nonce = randomBytes(nonceLength);
  #run: PairingRun | null = null;

  private constructor(transport: Transport, mailbox: Bytes, offer: Bytes) {
    this.#transport = transport;
    this.#mailbox = mailbox;
    this.#publicKey = offer.slice(0, kemPublicKeyLength);
    this.#commit = offer.slice(kemPublicKeyLength);
  }

  /** With the code from the new device's screen. Its key and commitment are fixed here, before it is told our nonce. */
  static async answer(transport: Transport, typed: string): Promise<Admission> {
    const secret = readSecret('pairing', typed);
    if (secret === null) throw new ClientError('code-mistyped');
    const mailbox = pairingMailbox(secret);
    const { bytes: offer } = await transport.call('pairing/get', { mailbox, slot: 'offer' }, null);
    if (offer.length !== kemPublicKeyLength + 32) throw new ClientError('pairing-refused');
    const admission = new Admission(transport, mailbox, offer);
    await transport.call('pairing/put', { mailbox, slot: 'answer', bytes: admission.#nonce }, null);
    return admission;
  }

  /** Whether the new device has shown its nonce. Rejects with `ClientError('pairing-refused')` if it is not the one it was bound to. */
  async isReady(): Promise<boolean> {
    if (this.#run !== null) return true;
    const request = { mailbox: this.#mailbox, slot: 'reveal' } as const;
    const { bytes: newNonce } = await this.#transport.call('pairing/get', request, null);
    if (newNonce.length === 0) return false;
    const offered = { mailbox: this.#mailbox, kemHash: hash(this.#publicKey), newNonce };
    if (!isNonce(newNonce) || !equalBytes(pairingCommit(offered), this.#commit)) {
      throw new ClientError('pairing-refused');
    }
    this.#run = { ...offered, oldNonce: this.#nonce };
    return true;
  }

  /** `typed`: the digits on the new device's screen. With others nothing is handed over. */
  async admit(account: AccountSession, typed: string): Promise<void> {
    if (this.#run === null) throw new ClientError('not-allowed');
    if (typed.replaceAll(/\D/gu, '') !== pairingDigits(this.#run)) throw new ClientError('wrong-digits');
    const { id: own, version, secret, login } = account;
    const plain = encodeCbor({ account: own, version, secret, login });
    const bytes = sealPairing(this.#publicKey, this.#run, plain);
    if (bytes === null) throw new ClientError('pairing-refused');
    await this.#transport.call('pairing/put', { mailbox: this.#mailbox, slot: 'sealed', bytes }, null);
  }
}
