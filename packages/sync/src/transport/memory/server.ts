/**
 * An honest server in memory. It keeps the rules of the real one, with the protocol's own code, and so shows what an honest server does.
 * @module
 */
import type { AppendResult } from '@obhut/protocol/append.ts';
import { equalBytes, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { decodeCbor, encodeCbor, MalformedError } from '@obhut/protocol/cbor.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import type { LiveFrame } from '@obhut/protocol/feed.ts';
import { hash } from '@obhut/protocol/hash.ts';
import type { RequestOf, ResponseOf, RouteName } from '@obhut/protocol/routes.ts';
import { Queue } from '../../engine/queue.ts';
import type { BlobPlace } from '../transport.ts';
import { schemas } from '../wire.ts';
import { MemoryAccounts } from './accounts.ts';
import { MemoryInstitution } from './institution.ts';
import { MemoryLive } from './live.ts';
import { noticeHandlers, type Caller } from './notice-handlers.ts';
import { pairingHandlers } from './pairing-handlers.ts';
import { pinHandlers } from './pin-handlers.ts';
import { MemoryPins } from './pins.ts';
import { MemoryReader, readableAfter } from './reading.ts';
import { MemorySessions, type Who } from './sessions.ts';
import { snapshotHandlers } from './snapshot-handlers.ts';
import { MemoryTransport } from './transport.ts';

const dayMs = 86_400_000;

type Handlers = {
  readonly [Name in RouteName]: (
    request: RequestOf<Name>,
    token: string | null,
  ) => ResponseOf<Name> | Promise<ResponseOf<Name>>;
};

export class MemoryServer {
  readonly origin = 'https://obhut.example';
  readonly #today: () => number;
  readonly #now: () => number;
  readonly #institutions = new Map<string, MemoryInstitution>();
  readonly #codes = new Map<string, { request: Bytes; result: AppendResult } | null>();
  readonly #queue = new Queue();
  readonly #live = new MemoryLive();
  readonly #sessions = new MemorySessions(this.origin, (who) => this.#signKeys(who));
  #made: MemoryAccounts | null = null;
  #madePins: MemoryPins | null = null;

  /** `today`: UTC days since 1970-01-01. `now`: milliseconds; without it, it is always noon. */
  constructor({ today, now = () => (today() + 0.5) * dayMs }: { today: () => number; now?: () => number }) {
    this.#today = today;
    this.#now = now;
  }

  transport(): MemoryTransport {
    return new MemoryTransport(this);
  }

  /** Good for one institution. */
  foundingCode(): string {
    const code = `FOUND-${this.#codes.size + 1}`;
    this.#codes.set(code, null);
    return code;
  }

  /** Every session is over, as after twelve hours without a call. */
  forgetSessions(): void {
    this.#sessions.forget();
    this.#made?.forgetTokens();
  }

  /** All that is held of an institution, for whoever gets hold of the server. */
  stolen(id: Bytes): MemoryInstitution {
    const institution = this.#institutions.get(toHex(id));
    if (institution === undefined) throw new RangeError('no such institution');
    return institution;
  }

  /** Where devices were woken so far, in order. */
  woken(): string[] {
    return [...this.#institutions.values()].flatMap(({ notices }) => notices.woken);
  }

  /** Deletes what is over. */
  shred(): void {
    for (const [key, institution] of this.#institutions) {
      institution.shred(this.#today());
      if (institution.isEnded(this.#today())) this.#institutions.delete(key);
    }
  }

  /** Every byte string that is stored. */
  dump(): Bytes[] {
    const institutions = [...this.#institutions.values()].flatMap((institution) => [...institution.dump()]);
    return [...institutions, ...(this.#made?.dump() ?? []), ...(this.#madePins?.dump() ?? [])];
  }

  /** Request and answer as on the wire. Rejects with {@link ApiError}. */
  async answer(name: RouteName, request: Bytes, token: string | null): Promise<Bytes> {
    return encodeCbor(await this.#handle(name, this.#decoded(name, request), token));
  }

  async #handle<Name extends RouteName>(
    name: Name,
    request: RequestOf<Name>,
    token: string | null,
  ): Promise<ResponseOf<Name>> {
    const handler: Handlers[Name] = this.#handlers[name];
    return await handler(request, token);
  }

  #decoded<Name extends RouteName>(name: Name, request: Bytes): RequestOf<Name> {
    try {
      return decodeCbor(schemas[name].request, request);
    } catch (error) {
      if (error instanceof MalformedError) throw new ApiError('malformed');
      throw error;
    }
  }

  putBlob(place: BlobPlace, offset: number, bytes: Bytes, token: string): number {
    const who = this.#sessions.who(token);
    return this.#institution(who).blobs.put(place, offset, bytes, who.persona);
  }

  getBlob(place: BlobPlace, token: string): Bytes {
    return this.#reader(token).blob(place);
  }

  /** A live connection; `closed` is called where the token is none. Returns how to end it. */
  connect(token: string, after: number, frame: (frame: LiveFrame) => void, closed: () => void): () => void {
    try {
      const who = this.#sessions.who(token);
      const institution = this.#institution(who);
      return this.#live.open(
        after,
        (position) => {
          const access = institution.access(who.persona, this.#today());
          return { items: readableAfter(institution, access, position), position: institution.feed.length };
        },
        frame,
        { token, closed },
      );
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      queueMicrotask(closed);
      return () => undefined;
    }
  }

  /** Made at the first use: by then the crypto library has been loaded. */
  get #accounts(): MemoryAccounts {
    this.#made ??= new MemoryAccounts(this.origin, this.#today);
    return this.#made;
  }

  get #pins(): MemoryPins {
    this.#madePins ??= new MemoryPins();
    return this.#madePins;
  }

  #institution(who: Who): MemoryInstitution {
    const institution = this.#institutions.get(toHex(who.institution));
    if (institution === undefined) throw new ApiError('unauthenticated');
    return institution;
  }

  #signKeys(who: Who): Bytes[] {
    const standings = this.#institutions.get(toHex(who.institution))?.standings(who.persona, this.#today()) ?? [];
    return standings.flatMap(({ member }) => member.sign ?? []);
  }

  #caller(token: string | null): Caller {
    const who = this.#sessions.who(token);
    const isEnded = (device: Bytes) => this.#sessions.isEnded(who, device);
    return { institution: this.#institution(who), persona: who.persona, today: this.#today(), isEnded };
  }

  #reader(token: string | null): MemoryReader {
    const { institution, persona, today } = this.#caller(token);
    return new MemoryReader(institution, persona, today);
  }

  async #found({ code, append }: RequestOf<'institution/found'>): Promise<AppendResult> {
    const used = this.#codes.get(code);
    if (used === undefined) throw new ApiError('refused', 'code');
    const request = hash(encodeCbor(append));
    if (used !== null) {
      if (!equalBytes(used.request, request)) throw new ApiError('refused', 'code');
      return used.result;
    }
    const { institution, result } = await MemoryInstitution.found(append, this.#today());
    const key = toHex(institution.id);
    if (this.#institutions.has(key)) throw new ApiError('conflict', 'institution');
    this.#institutions.set(key, institution);
    this.#codes.set(code, { request, result });
    return result;
  }

  async #append(request: RequestOf<'append'>, token: string | null): Promise<AppendResult> {
    const { institution, persona, today } = this.#caller(token);
    const before = institution.feed.length;
    const result = await institution.append(request, persona, today);
    institution.wake(before, this.#now(), today);
    this.#live.publish();
    return result;
  }

  #beginBlob(request: RequestOf<'blob/begin'>, token: string | null): ResponseOf<'blob/begin'> {
    const { institution, persona, today } = this.#caller(token);
    if (!institution.mayWrite(request.space, persona, today)) throw new ApiError('not-found');
    return { offset: institution.blobs.begin(request, persona, today) };
  }

  #locate({ invite }: RequestOf<'letter/locate'>): ResponseOf<'letter/locate'> {
    for (const institution of this.#institutions.values()) {
      const standings = institution.standings(invite, this.#today());
      const leads = standings.some(({ member }) => member.class === 'invite' || member.class === 'kit');
      if (leads) return { institution: institution.id, leadership: institution.leadership };
    }
    throw new ApiError('not-found');
  }

  /** Live connections end with their sessions. */
  #closed<Answer>(answer: Answer): Answer {
    this.#live.end((of) => !this.#sessions.isOpen(of));
    return answer;
  }

  readonly #handlers: Handlers = {
    'account/register-start': (request) => this.#accounts.registerStart(request),
    'account/register-finish': (request) => this.#accounts.registerFinish(request),
    'account/login-start': (request) => this.#accounts.loginStart(request),
    'account/login-finish': (request) => this.#accounts.loginFinish(request),
    'account/key': (request, token) => this.#accounts.setKey(request, token),
    'account/challenge': (request) => this.#accounts.challenge(request),
    'account/session': (request) => this.#accounts.session(request),
    'account/logout': (_, token) => this.#accounts.logout(token),
    'account/end-device': (request, token) => this.#accounts.endDevice(request, token),
    'account/renew': (request, token) => this.#accounts.renew(request, token),
    'account/delete': (_, token) => this.#accounts.delete(token),
    'password/start': (request, token) => this.#accounts.passwordStart(request, token),
    'password/finish': (request, token) => this.#accounts.passwordFinish(request, token),
    'recovery/write': (request, token) => this.#accounts.recoveryWrite(request, token),
    'recovery/open': (request) => this.#accounts.recoveryOpen(request),
    'passkey/write': (request, token) => this.#accounts.passkeyWrite(request, token),
    'passkey/open': (request) => this.#accounts.passkeyOpen(request),
    'wraps/read': (_, token) => this.#accounts.wraps(token),
    'wraps/write': (request, token) => this.#accounts.writeWrap(request, token),
    'wraps/remove': (request, token) => this.#accounts.removeWrap(request, token),
    'vault/read': (_, token) => this.#accounts.vault(token),
    'vault/write': (request, token) => this.#accounts.writeVault(request, token),
    ...pairingHandlers(() => this.#today() * dayMs),
    ...pinHandlers(
      () => this.#pins,
      (token) => this.#sessions.who(token),
      // Its session may outlive a tablet's membership: one that was removed tries nothing any more.
      (who) => this.#institution(who).access(who.persona, this.#today()).direct.size > 0,
    ),
    ...snapshotHandlers((token) => this.#caller(token)),
    ...noticeHandlers((token) => this.#caller(token)),
    'session/challenge': (request) => this.#sessions.challenge(request),
    'session/open': (request) => this.#sessions.open(request),
    'session/logout': (_, token) => this.#closed(this.#sessions.logout(token)),
    'session/end-device': (request, token) => {
      const { institution, persona } = this.#caller(token);
      institution.notices.end(request, persona);
      return this.#closed(this.#sessions.endDevice(request, token));
    },
    'institution/found': (request) => this.#queue.run(() => this.#found(request)),
    'letter/locate': (request) => this.#locate(request),
    append: (request, token) => this.#queue.run(() => this.#append(request, token)),
    'space/list': (_, token) => this.#reader(token).list(),
    'space/log': (request, token) => this.#reader(token).log(request),
    'space/chain': (request, token) => this.#reader(token).chain(request),
    'space/boxes': (request, token) => this.#reader(token).boxes(request),
    'space/keys': (request, token) => this.#reader(token).keysOf(request),
    'space/entries': (request, token) => this.#reader(token).entries(request),
    'blob/begin': (request, token) => this.#beginBlob(request, token),
    'event/delete': (request, token) => {
      const { institution, persona, today } = this.#caller(token);
      institution.delete(request, persona, today);
      return {};
    },
    'key/ask': (request, token) => {
      const { institution, today } = this.#caller(token);
      return this.#reader(token).ask(request, institution.asks, today);
    },
    'key/asks': (_, token) => {
      const { institution, persona, today } = this.#caller(token);
      return { asks: institution.asks.list((space) => institution.mayWrite(space, persona, today)) };
    },
    'key/confirm': (request, token) => {
      const { institution, persona, today } = this.#caller(token);
      institution.confirm(request, persona, today);
      return {};
    },
    'key/read': (request, token) => this.#reader(token).keys(request),
    'feed/read': (request, token) => this.#reader(token).feed(request),
  };
}
