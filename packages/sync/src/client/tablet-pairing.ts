/**
 * A shared tablet and a signed-in device beside it (docs/decisions/0014, 0018): first whoever leads takes the tablet in, later each person
 * hands it their persona, on which they set a PIN there.
 * @module
 */
import { encodeCbor } from '@obhut/protocol/cbor.ts';
import type { Bytes } from '@obhut/protocol/bytes.ts';
import { randomBytes } from '@obhut/crypto/random.ts';
import { memberKeys } from '@obhut/crypto/keys.ts';
import { bytes32, id } from '@obhut/protocol/fields.ts';
import * as z from 'zod/mini';
import { Admission, Applicant, offerOf, type MetDevice } from '../account/pairing.ts';
import { ClientError } from '../failure.ts';
import type { KeptTablet } from '../tablet/kept.ts';
import type { Transport } from '../transport/transport.ts';
import type { TabletCode } from './tablet-commands.ts';

const mostLabel = 200;

const place = z.strictObject({ institution: id, leadership: id, day: id });
const persona = z.strictObject({
  institution: id,
  leadership: id,
  seed: bytes32,
  label: z.string().check(z.minLength(1), z.maxLength(mostLabel)),
});
export type HandedPersona = z.infer<typeof persona>;

/** What the tablet has got: its place, or a person who is to set a PIN. */
export type Handed = { tablet: KeptTablet } | { persona: HandedPersona };

export class TabletPairing {
  readonly #transport: Transport;
  #applicant: Applicant | null = null;
  /** Of a device that is to become a tablet. */
  #seed: Bytes | null = null;
  #admission: Admission | null = null;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** On the tablet. */
  async show(why: TabletCode): Promise<string> {
    this.#applicant = null;
    this.#seed = why === 'tablet' ? randomBytes(32) : null;
    const offer = this.#seed === null ? undefined : offerOf(memberKeys('device', this.#seed));
    this.#applicant = await Applicant.apply(this.#transport, why, offer);
    return this.#applicant.code;
  }

  async await(): Promise<{ digits: string | null; handed: Handed | null }> {
    const [applicant, seed] = [this.#applicant, this.#seed];
    if (applicant === null) throw new ClientError('pairing-over');
    const digits = await applicant.digits();
    const handed = seed === null ? await personaOf(applicant) : await placeOf(applicant, seed);
    if (handed !== null) this.forget();
    return { digits, handed };
  }

  forget(): void {
    this.#applicant = null;
    this.#seed = null;
  }

  /** On the signed-in device. */
  async answer(why: TabletCode, code: string): Promise<void> {
    this.#admission = null;
    this.#admission = await Admission.answer(this.#transport, code, why);
  }

  #open(): Admission {
    if (this.#admission === null) throw new ClientError('pairing-over');
    return this.#admission;
  }

  isReady(): Promise<boolean> {
    return this.#open().isReady();
  }

  met(digits: string): MetDevice {
    return this.#open().met(digits);
  }

  async handPlace(handed: z.infer<typeof place>, digits: string): Promise<void> {
    await this.#open().hand(encodeCbor(handed), digits);
    this.#admission = null;
  }

  async handPersona({ label, ...handed }: HandedPersona, digits: string): Promise<void> {
    await this.#open().hand(encodeCbor({ ...handed, label: label.slice(0, mostLabel) }), digits);
    this.#admission = null;
  }
}

async function placeOf(applicant: Applicant, seed: Bytes): Promise<Handed | null> {
  const handed = await applicant.handed(place);
  return handed === null ? null : { tablet: { ...handed, seed } };
}

async function personaOf(applicant: Applicant): Promise<Handed | null> {
  const handed = await applicant.handed(persona);
  return handed === null ? null : { persona: handed };
}
