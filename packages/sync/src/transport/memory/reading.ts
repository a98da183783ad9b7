/**
 * What the server in memory lets somebody read: the access table decides, and what is not readable looks as if it did not exist.
 * @module
 */
import { equalBytes, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { ApiError } from '@obhut/protocol/errors.ts';
import type { FeedItem } from '@obhut/protocol/feed.ts';
import type { RequestOf, ResponseOf } from '@obhut/protocol/routes.ts';
import type { BlobPlace } from '../transport.ts';
import type { Access } from './access.ts';
import type { MemoryAsks } from './asks.ts';
import type { MemoryInstitution } from './institution.ts';
import type { MemorySpace } from './space.ts';

function isOpen(access: Access, { space, item }: FeedItem): boolean {
  const key = toHex(space);
  return access.full.has(key) || (item.kind === 'control' && access.control.has(key));
}

/** Everything readable after a position. */
export function readableAfter(institution: MemoryInstitution, access: Access, after: number): FeedItem[] {
  return institution.feed.slice(after).filter((item) => isOpen(access, item));
}

export class MemoryReader {
  readonly #institution: MemoryInstitution;
  readonly #persona: Bytes;
  readonly #access: Access;

  constructor(institution: MemoryInstitution, persona: Bytes, today: number) {
    this.#institution = institution;
    this.#persona = persona;
    this.#access = institution.access(persona, today);
  }

  #space(id: Bytes): MemorySpace {
    const key = toHex(id);
    const space = this.#institution.spaces.get(key);
    const isReadable = this.#access.full.has(key) || this.#access.control.has(key);
    if (space === undefined || !isReadable) throw new ApiError('not-found');
    return space;
  }

  list(): ResponseOf<'space/list'> {
    const spaces = [...this.#institution.spaces].flatMap(([key, { state, items }]) => {
      const access = this.#access.full.has(key) ? ('full' as const) : ('control' as const);
      if (access === 'control' && !this.#access.control.has(key)) return [];
      return [{ space: state.space, access, seq: items.length, index: state.hashes.length }];
    });
    const isMember = this.#access.direct.size > 0;
    return { spaces, position: isMember ? this.#institution.feed.length : 0 };
  }

  log({ space, after, limit }: RequestOf<'space/log'>): ResponseOf<'space/log'> {
    const { items } = this.#space(space);
    const all = this.#access.full.has(toHex(space));
    const found = items.slice(after).filter((item) => all || item.kind === 'control');
    return { items: found.slice(0, limit), more: found.length > limit };
  }

  chain({ space, seq }: RequestOf<'space/chain'>): ResponseOf<'space/chain'> {
    const chain = this.#access.full.has(toHex(space)) ? this.#space(space).chainAt(seq) : null;
    if (chain === null) throw new ApiError('not-found');
    return { chain };
  }

  blob(place: BlobPlace): Bytes {
    if (!this.#access.full.has(toHex(place.space))) throw new ApiError('not-found');
    return this.#institution.blobs.get(place);
  }

  boxes({ space, epoch }: RequestOf<'space/boxes'>): ResponseOf<'space/boxes'> {
    const isMine = (member: Bytes) => equalBytes(member, this.#persona) || this.#access.direct.has(toHex(member));
    const found = this.#space(space);
    return { boxes: this.#access.full.has(toHex(space)) ? found.boxes(epoch, isMine) : [] };
  }

  entries({ space, epoch }: RequestOf<'space/entries'>): ResponseOf<'space/entries'> {
    const found = this.#space(space);
    return { entries: this.#access.full.has(toHex(space)) ? found.entries(epoch) : [] };
  }

  keysOf({ places }: RequestOf<'space/keys'>): ResponseOf<'space/keys'> {
    const { full, control } = this.#access;
    const readable = places.filter(({ space }) => full.has(toHex(space)) || control.has(toHex(space)));
    return { keys: readable.map((place) => ({ ...place, ...this.boxes(place), ...this.entries(place) })) };
  }

  ask(request: RequestOf<'key/ask'>, asks: MemoryAsks, today: number): ResponseOf<'key/ask'> {
    if (!this.#access.full.has(toHex(request.space))) throw new ApiError('not-found');
    asks.put(request, this.#persona, today);
    return {};
  }

  keys({ hashes }: RequestOf<'key/read'>): ResponseOf<'key/read'> {
    return { keys: this.#access.direct.size > 0 ? this.#institution.kemKeys(hashes) : [] };
  }

  feed({ after, limit, only }: RequestOf<'feed/read'>): ResponseOf<'feed/read'> {
    const all = readableAfter(this.#institution, this.#access, after);
    const found = only === undefined ? all : all.filter(({ item }) => item.kind === only);
    const items = found.slice(0, limit);
    const more = found.length > limit;
    const end = this.#access.direct.size > 0 ? Math.max(after, this.#institution.feed.length) : after;
    return { items, position: more ? (items.at(-1)?.position ?? after) : end, more };
  }
}
