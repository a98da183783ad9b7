/**
 * Who has a PIN on a shared tablet: the name for its first screen and the wrapped seed, sealed under the tablet's own key.
 * @module
 */
import { openPinWrap, pinDeviceSecret, pinWrapKey, sealPinWrap, type PinPlace } from '@obhut/crypto/pin.ts';
import { localKey, openLocal, sealLocal } from '@obhut/crypto/local.ts';
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { decodeCbor, encodeCbor } from '@obhut/protocol/cbor.ts';
import { bytesUpTo, id } from '@obhut/protocol/fields.ts';
import * as z from 'zod/mini';
import { selfOf } from '../institution.ts';
import type { Store } from '../store/store.ts';

const person = z.strictObject({
  persona: id,
  label: z.string(),
  pin: id,
  /** Null: tried too often. */
  wrap: z.nullable(bytesUpTo(128)),
});
export type PinPerson = z.infer<typeof person>;

const prefix = 'person/';

export class TabletPersons {
  readonly #store: Store;
  readonly #key: Bytes;
  readonly #deviceSecret: Bytes;
  readonly #place: Pick<PinPlace, 'institution' | 'device'>;
  #all: readonly PinPerson[] = [];

  /** `store`: the tablet's own. */
  constructor(store: Store, institution: Bytes, deviceSeed: Bytes) {
    this.#store = store;
    this.#key = localKey(deviceSeed);
    this.#deviceSecret = pinDeviceSecret(deviceSeed);
    this.#place = { institution, device: selfOf('device', institution, deviceSeed).id };
  }

  async load(): Promise<void> {
    const rows = await this.#store.list('meta', prefix);
    this.#all = rows.flatMap(({ key, bytes }) => {
      const plain = openLocal(this.#key, { table: 'meta', key }, bytes);
      return plain === null ? [] : [decodeCbor(person, plain)];
    });
  }

  get all(): readonly PinPerson[] {
    return this.#all;
  }

  /** By the persona's id in hex. */
  find(personHex: string): PinPerson | undefined {
    return this.#all.find(({ persona }) => toHex(persona) === personHex);
  }

  /** The seed, wrapped under the PIN's export key and the tablet's secret. */
  wrap(exportKey: Bytes, { persona, pin }: Pick<PinPerson, 'persona' | 'pin'>, seed: Bytes): Bytes {
    return sealPinWrap(pinWrapKey(exportKey, this.#deviceSecret), { ...this.#place, persona, pin }, seed);
  }

  /** Null: the wrap is not this export key's, or there is none. */
  unwrap(exportKey: Bytes, { persona, pin, wrap }: PinPerson): Bytes | null {
    if (wrap === null) return null;
    return openPinWrap(pinWrapKey(exportKey, this.#deviceSecret), { ...this.#place, persona, pin }, wrap);
  }

  async keep(kept: PinPerson): Promise<void> {
    const key = prefix + toHex(kept.persona);
    const put = sealLocal(this.#key, { table: 'meta', key }, encodeCbor(kept));
    await this.#store.write([{ table: 'meta', key, put }]);
    await this.load();
  }

  async drop({ persona }: PinPerson): Promise<void> {
    await this.#store.write([{ table: 'meta', key: prefix + toHex(persona), delete: true }]);
    await this.load();
  }
}
