/**
 * Looking for texts in bytes, in every form and in whatever they are packed.
 * @module
 */
import { formsOf, type FormName } from './forms.ts';
import { Needles } from './needles.ts';
import { unpackAll, type Packing } from './unpack.ts';

export interface Hit<Of> {
  of: Of;
  form: FormName;
  /** From the outside to the inside. */
  packings: readonly Packing[];
  /** What was looked at, such as a file's path. */
  place: string;
}

/** A thing that is sought, in each way in which it is written. */
export interface Sought<Of> {
  of: Of;
  spellings: readonly string[];
}

/** Something packed in something packed in something packed: what lies deeper nobody has packed by accident. */
const mostPackings = 3;

export class Search<Of> {
  /** Bytes that were looked at, those of what was unpacked as well. */
  bytes = 0;
  readonly hits: Hit<Of>[] = [];
  readonly #needles: Needles<{ of: Of; form: FormName }>;

  constructor(sought: readonly Sought<Of>[]) {
    this.#needles = new Needles(
      sought.flatMap(({ of, spellings }) =>
        [...new Set(spellings)].flatMap((spelling) =>
          formsOf(spelling).map(({ name, bytes }) => ({ bytes, of: { of, form: name } })),
        ),
      ),
    );
  }

  async look(place: string, bytes: Uint8Array, packings: readonly Packing[] = []): Promise<void> {
    this.bytes += bytes.length;
    this.#needles.seek(bytes, ({ of, form }) => this.hits.push({ of, form, packings, place }));
    if (packings.length === mostPackings) return;
    for await (const inner of unpackAll(bytes)) await this.look(place, inner.bytes, [...packings, inner.packing]);
  }
}
