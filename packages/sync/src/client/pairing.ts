/**
 * The two ends of a pairing, as screens step through them: the new device waits, the signed-in one admits.
 * @module
 */
import type { ErrorCode } from '@obhut/protocol/errors.ts';
import type { AccountSession } from '../account/device.ts';
import { Admission, Applicant } from '../account/pairing.ts';
import { settle } from '../account/settle.ts';
import { ClientError, type Failure } from '../failure.ts';
import type { Device } from './device.ts';

/** A mailbox that is gone, or in which somebody else was first. */
export const pairingFailures: Partial<Record<ErrorCode, Failure>> = {
  'not-found': 'pairing-over',
  conflict: 'pairing-over',
};

export class Pairing {
  readonly #device: Device;
  #applicant: Applicant | null = null;
  #admission: Admission | null = null;

  constructor(device: Device) {
    this.#device = device;
  }

  async apply(): Promise<string> {
    this.#applicant = null;
    this.#applicant = await Applicant.apply(this.#device.parts.transport);
    return this.#applicant.code;
  }

  async await(): Promise<{ digits: string | null; account: AccountSession | null }> {
    const applicant = this.#applicant;
    if (applicant === null) throw new ClientError('pairing-over');
    const digits = await applicant.digits();
    const handed = await applicant.account();
    if (handed === null) return { digits, account: null };
    const { transport, homes } = this.#device.parts;
    const account = await settle(transport, homes.homeOf, handed);
    this.#applicant = null;
    return { digits, account };
  }

  async answer(code: string): Promise<void> {
    this.#admission = null;
    if (this.#device.account === null) throw new ClientError('not-allowed');
    this.#admission = await Admission.answer(this.#device.parts.transport, code);
  }

  #open(): Admission {
    if (this.#admission === null) throw new ClientError('pairing-over');
    return this.#admission;
  }

  isReady(): Promise<boolean> {
    return this.#open().isReady();
  }

  async admit(digits: string): Promise<void> {
    const { account } = this.#device;
    if (account === null) throw new ClientError('not-allowed');
    await this.#open().admit(account, digits);
    this.#admission = null;
  }
}
