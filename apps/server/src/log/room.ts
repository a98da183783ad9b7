/**
 * The live connections of one institution, and the order in which commits reach them: by position, without a gap, each once.
 * @module
 */
import { toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import type { FeedItem } from '@obhut/protocol/feed.ts';
import { frameOf, type Connection } from './connection.ts';
import type { Readers } from './readers.ts';

/** Commits reach us out of order by milliseconds; one that never comes was another process's. */
const gapMs = 500;

/** Items of one space that the same readers see. Null: everyone in the institution. */
interface Group {
  items: FeedItem[];
  readers: ReadonlySet<string> | null;
}

export class Room {
  readonly #institution: Bytes;
  readonly #readers: Pick<Readers, 'of' | 'isOpenLog'>;
  readonly connections = new Set<Connection>();
  readonly #held = new Map<number, FeedItem>();
  /** The next position to give out; null until it is known where the feed stands. */
  #next: number | null = null;
  #gap: NodeJS.Timeout | null = null;

  constructor(institution: Bytes, readers: Pick<Readers, 'of' | 'isOpenLog'>) {
    this.#institution = institution;
    this.#readers = readers;
  }

  /** Everything up to `position` was committed before, and is read from the feed. */
  begin(position: number, day: number): void {
    this.#next = position + 1;
    for (const held of this.#held.keys()) if (held <= position) this.#held.delete(held);
    this.#flush(day);
  }

  take(items: readonly FeedItem[], day: number): void {
    for (const item of items)
      if (this.#next === null || item.position >= this.#next) this.#held.set(item.position, item);
    this.#flush(day);
  }

  close(): void {
    if (this.#gap !== null) clearTimeout(this.#gap);
    this.#gap = null;
  }

  #flush(day: number): void {
    if (this.#next === null) return;
    const ready: FeedItem[] = [];
    for (let item = this.#held.get(this.#next); item !== undefined; item = this.#held.get(this.#next)) {
      this.#held.delete(item.position);
      ready.push(item);
      this.#next += 1;
    }
    if (ready.length > 0) this.#deliver(ready, day);
    if (this.#held.size === 0) this.close();
    else this.#gap ??= setTimeout(() => this.#skip(), gapMs).unref();
  }

  /** What does not come here can be fetched. */
  #skip(): void {
    this.#gap = null;
    if (this.#next === null || this.#held.size === 0) return;
    this.#next = Math.max(...this.#held.keys()) + 1;
    this.#held.clear();
    for (const connection of this.connections) connection.fetch();
  }

  #groups(items: readonly FeedItem[], day: number): Group[] | null {
    const groups = new Map<string, Group>();
    for (const item of items) {
      const isOpen = item.item.kind === 'control' && this.#readers.isOpenLog(this.#institution, item.space);
      const key = isOpen ? 'open' : toHex(item.space);
      const group = groups.get(key) ?? {
        items: [],
        readers: isOpen ? null : this.#readers.of(this.#institution, item.space, day),
      };
      if (!isOpen && group.readers === null) return null;
      group.items.push(item);
      groups.set(key, group);
    }
    return [...groups.values()];
  }

  #deliver(items: readonly FeedItem[], day: number): void {
    const groups = this.#groups(items, day);
    const built = new Map<string, { items: FeedItem[]; frame: Uint8Array }>();
    for (const connection of this.connections) {
      if (groups === null) {
        connection.fetch();
        continue;
      }
      const seen = groups.map((group) => group.readers === null || group.readers.has(connection.reader));
      if (!seen.includes(true)) continue;
      const key = seen.join();
      const { items, frame } = built.get(key) ?? this.#build(groups, seen);
      built.set(key, { items, frame });
      connection.deliver(items, frame);
    }
  }

  #build(groups: readonly Group[], seen: readonly boolean[]): { items: FeedItem[]; frame: Uint8Array } {
    const items = groups
      .flatMap((group, i) => (seen[i] === true ? group.items : []))
      .sort((a, b) => a.position - b.position);
    return { items, frame: frameOf({ kind: 'items', items }) };
  }
}
