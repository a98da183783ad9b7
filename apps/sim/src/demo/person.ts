/**
 * Somebody with a device of their own: the real client over the network, which stores nothing.
 * @module
 */
import type { CleanFile } from '@obhut/sync/client/cleaner.ts';
import { memoryHomes, MemoryRooms } from '@obhut/sync/account/rooms-memory.ts';
import type { Draft } from '@obhut/sync/client.ts';
import type { ClientParts } from '@obhut/sync/client/client-parts.ts';
import { createClient, type StartedClient } from '@obhut/sync/client/create-client.ts';
import { HttpTransport } from '@obhut/sync/transport/http.ts';
import { clock } from '../member.ts';
import type { Adult } from './cast.ts';

const patienceMs = 60_000;

export class Person {
  readonly name: string;
  readonly login: string;
  readonly password: string;
  readonly client: StartedClient;
  readonly #time: { agoMs: number };

  private constructor({ name, login, password }: Adult, client: StartedClient, time: { agoMs: number }) {
    this.name = name;
    this.login = login;
    this.password = password;
    this.client = client;
    this.#time = time;
  }

  /** `parts`: what is different about their device. */
  static async arrives(origin: string, adult: Adult, parts: Partial<ClientParts> = {}): Promise<Person> {
    const time = { agoMs: 0 };
    const client = await createClient({
      transport: new HttpTransport(origin),
      homes: memoryHomes(new MemoryRooms()),
      deviceName: 'Vorführung',
      clock: { now: () => clock.now() - time.agoMs, today: () => clock.today() },
      models: [],
      // Made here, of nothing but what they show.
      cleaner: (content, fileName): Promise<CleanFile> =>
        Promise.resolve({ content, name: fileName, mediaType: content.type, thumbnail: null }),
      ...parts,
    });
    return new Person(adult, client, time);
  }

  /** One's own persona, hex. */
  get id(): string {
    const { institution } = this.client.snapshot();
    if (institution === null) throw new Error(`${this.name} is nowhere`);
    return institution.me;
  }

  space(kind: string): string {
    const found = this.client.snapshot().institution?.spaces.find((space) => space.kind === kind);
    if (found === undefined) throw new Error(`${this.name} is in no ${kind}`);
    return found.id;
  }

  /** As if it had been said so many days ago, at this hour; resolves when the server has it. */
  async say(draft: Draft, daysAgo = 0, hour = 9): Promise<string> {
    const when = new Date();
    when.setDate(when.getDate() - daysAgo);
    if (daysAgo > 0) when.setHours(hour, (daysAgo * 17) % 60);
    this.#time.agoMs = Date.now() - when.getTime();
    const id = await this.client.send(draft);
    this.#time.agoMs = 0;
    await this.until(() => this.client.snapshot().outbox.length === 0, `${draft.type} is not sent`);
    return id;
  }

  /** `what`: how it is called where it does not come. */
  async until(holds: () => boolean, what: string): Promise<void> {
    if (holds()) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const stop = this.client.subscribe(() => {
      if (holds()) resolve();
    });
    const timer = setTimeout(resolve, patienceMs);
    await promise;
    clearTimeout(timer);
    stop();
    if (!holds()) throw new Error(`${this.name}: ${what}`);
  }
}
