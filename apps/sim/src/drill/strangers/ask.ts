/**
 * Every request of a member is made once more by them, and then by everybody whose it is not. What comes of a refusal is told only beside what
 * the member got for the same request.
 * @module
 */
import { Needles } from '../needles.ts';
import type { FileBytes } from '../sinks/files.ts';
import type { Asking } from './askings.ts';
import { isHttp, send, sendUnencrypted, type Answer, type Raw } from './http.ts';
import type { Outsider } from './outsiders.ts';
import { piecesIn, type Piece } from './pieces.ts';
import { variants } from './variants.ts';

export interface Leak {
  outsider: string;
  variant: string;
  method: string;
  path: string;
  /** Whose it was; of something written: where. */
  place: string;
}

export interface Asked {
  /** Of those outside. */
  requests: number;
  /** Those beside which a member got what is theirs. */
  paired: number;
  leaks: Leak[];
  /** Members' own requests that were not answered rightly. */
  unanswered: string[];
  /** What those outside were answered. */
  answers: FileBytes[];
}

/** The end of a piece is an authentication tag or a signature; of a long one a part is enough. */
const tailBytes = 16;
const everyBytes = 2048;

function* samplesOf({ bytes }: Piece): Generator<Uint8Array> {
  yield bytes.subarray(-tailBytes);
  for (let at = everyBytes; at < bytes.length; at += everyBytes) yield bytes.subarray(at - tailBytes, at);
}

function tailOf({ bytes }: Piece): string {
  return Buffer.from(bytes.subarray(-tailBytes)).toString('latin1');
}

/** Every address stands for a network of its own, so that the limits for each do not stand in for what is asked. */
function fromElsewhere(raw: Raw, number: number): Raw {
  const address = `198.19.${(number >> 8) & 255}.${number & 255}`;
  return { ...raw, headers: { ...raw.headers, 'x-forwarded-for': address } };
}

function withToken(raw: Raw, token: string | null): Raw {
  const { authorization: _, ...headers } = raw.headers;
  return { ...raw, headers: token === null ? headers : { ...headers, authorization: token } };
}

const isGood = ({ status }: Answer): boolean => status >= 200 && status < 300;
const reads = new Set(['GET', 'POST']);
/** An answer that says nothing about who asks. */
const isNoAnswer = ({ status }: Answer): boolean => status === 429 || status >= 500;

export class Inquiry {
  readonly asked: Asked = { requests: 0, paired: 0, leaks: [], unanswered: [], answers: [] };
  readonly #port: number;
  readonly #read: () => readonly Piece[];
  #known = new Needles<Piece>([]);
  #tails: ReadonlySet<string> = new Set();

  /** `read`: everything that members' clients have read by now. */
  constructor(port: number, read: () => readonly Piece[]) {
    this.#port = port;
    this.#read = read;
    this.#learn();
  }

  #learn(): void {
    const all = this.#read();
    this.#known = new Needles(all.flatMap((of) => [...samplesOf(of)].map((bytes) => ({ bytes, of }))));
    this.#tails = new Set(all.map(tailOf));
  }

  /** Devices go on writing their vaults while strangers ask. */
  #knows(pieces: readonly Piece[]): boolean {
    const isKnown = (): boolean => pieces.every((piece) => this.#tails.has(tailOf(piece)));
    if (!isKnown()) this.#learn();
    return isKnown();
  }

  /** What may not get outside, of what the member was answered; null: it is not what it should be. */
  async #placesAnswered({ asker, raw, written }: Asking): Promise<ReadonlySet<string> | null> {
    const answer = await send(this.#port, raw);
    if (!isGood(answer)) return null;
    if (written !== null) {
      const isSame = written.answer === null || answer.body.equals(written.answer);
      return isSame ? new Set([written.place]) : null;
    }
    const pieces = piecesIn(asker, raw, answer.body) ?? [];
    return pieces.length > 0 && this.#knows(pieces) ? new Set(pieces.map(({ place }) => place)) : null;
  }

  /** What came to somebody whose it is not. */
  placesIn(bytes: Uint8Array, { own }: Outsider): ReadonlySet<string> {
    const found = new Set<string>();
    this.#known.seek(bytes, ({ place }) => {
      if (!own.has(place)) found.add(place);
    });
    return found;
  }

  /** `names`: of the variants that are tried. */
  async ask(
    asking: Asking,
    outsiders: readonly Outsider[],
    names: (outsider: number) => readonly string[],
  ): Promise<void> {
    const places = await this.#placesAnswered(asking);
    if (places === null) this.asked.unanswered.push(`${asking.asker.who}: ${asking.raw.method} ${asking.raw.path}`);
    if (places === null) return;
    const strangers = [...outsiders.entries()].filter(([, { own }]) => [...places].some((place) => !own.has(place)));
    await Promise.all(
      strangers.map(async ([number, outsider]) => {
        for (const name of names(number)) await this.#try(asking, outsider, name, places);
      }),
    );
    const { authorization = null } = asking.raw.headers;
    const page = {
      name: 'a page under another name',
      tokens: { [asking.needs]: authorization },
      own: new Set<string>(),
    };
    await this.#try(asking, page, 'wrong host', places);
    await this.#tryUnencrypted(asking, places);
  }

  /** The member's own, with their token, where somebody listens on the line: whatever HTTP answers is too much. */
  async #tryUnencrypted({ raw }: Asking, places: ReadonlySet<string>): Promise<void> {
    const { asked } = this;
    asked.requests += 1;
    const body = await sendUnencrypted(this.#port, fromElsewhere(raw, asked.requests));
    asked.paired += 1;
    asked.answers.push({ name: 'somebody on the line', bytes: body });
    if (!isHttp(body)) return;
    const { method, path } = raw;
    for (const place of places)
      asked.leaks.push({ outsider: 'somebody on the line', variant: 'without TLS', method, path, place });
  }

  async #try({ raw, needs, written }: Asking, outsider: Outsider, name: string, places: ReadonlySet<string>) {
    const { asked } = this;
    const changed = variants[name]?.(withToken(raw, outsider.tokens[needs] ?? null)) ?? raw;
    asked.requests += 1;
    const answer = await send(this.#port, fromElsewhere(changed, asked.requests));
    if (isNoAnswer(answer)) return;
    asked.paired += 1;
    asked.answers.push({ name: outsider.name, bytes: answer.body });
    // What was written, or is there, is told by the status alone.
    const isTelling = written !== null || !reads.has(changed.method);
    const came = isTelling && isGood(answer) ? places : this.placesIn(answer.body, outsider);
    for (const place of came) {
      asked.leaks.push({ outsider: outsider.name, variant: name, method: changed.method, path: changed.path, place });
    }
  }
}
