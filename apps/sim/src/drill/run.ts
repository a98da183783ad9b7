/**
 * The drill itself: two institutions live a day, the power fails in the middle of it, everybody reads in the evening; then everything is looked
 * through, and strangers ask.
 * @module
 */
import { CanaryBook, type Canary } from './canaries.ts';
import { Installation } from './installation.ts';
import { lookEverywhere, type Sent } from './look.ts';
import { afternoon, begin, morning } from './people/day.ts';
import { readEverything } from './people/evening.ts';
import { everybodyWoken, turnNoticesOn } from './people/notices.ts';
import { converse } from './people/words.ts';
import { Search } from './search.ts';
import type { FileBytes } from './sinks/files.ts';
import type { Asked } from './strangers/ask.ts';
import { inquire, type Evening } from './strangers/inquire.ts';

export type Tell = (step: string) => void;

export interface Lived {
  book: CanaryBook;
  installation: Installation;
  evenings: readonly [Evening, Evening];
}

/** What came to devices while everybody lived their day, and in the evening. */
function* answersOf({ evenings }: Lived): Generator<FileBytes> {
  for (const { life, devices, outside } of evenings) {
    const { reader, unconfirmed, sentAway, tablet } = outside;
    const others = [reader, unconfirmed, sentAway, tablet.device];
    for (const { person, recorder } of [...life.devices.values(), ...devices.values(), ...others])
      yield { name: person.name, bytes: Buffer.concat(recorder.exchanges.map(({ answer }) => answer)) };
  }
}

function both<Result>(work: (key: 'A' | 'B', at: 0 | 1) => Promise<Result>): Promise<[Result, Result]> {
  return Promise.all([work('A', 0), work('B', 1)]);
}

export async function live(installation: Installation, tell: Tell): Promise<Lived> {
  const { server, push } = installation;
  const book = new CanaryBook();
  tell('Two institutions are founded');
  await server.start();
  const codes = await server.moreFoundingCodes(2);
  const lives = await both((key, at) => begin(book, key, server.origin, codes[at] ?? ''));
  await both((_, at) => turnNoticesOn(lives[at], push));
  tell('They write, and the power fails');
  await both((_, at) => morning(lives[at]));
  const { promise: midway, resolve } = Promise.withResolvers<undefined>();
  const conversations = both((_, at) => converse(lives[at], () => resolve(undefined)));
  await midway;
  await installation.failPower();
  await conversations;
  await both((_, at) => everybodyWoken(lives[at], push));
  tell('They read lists in, use their secrets, and send somebody away');
  const outside = await both((_, at) => afternoon(lives[at]));
  tell('Everybody reads on a device that knows nothing');
  const devices = await both((_, at) => readEverything(lives[at]));
  tell('The power fails once more, and a backup is made');
  await installation.failPower();
  installation.backUp();
  const evening = (at: 0 | 1): Evening => ({
    key: lives[at].key,
    life: lives[at],
    devices: devices[at],
    outside: outside[at],
  });
  return { book, installation, evenings: [evening(0), evening(1)] };
}

export interface Looked {
  search: Search<Canary>;
  asked: Asked;
}

export async function look(lived: Lived, tell: Tell): Promise<Looked> {
  const { installation, evenings, book } = lived;
  tell('Strangers ask for everything');
  const asked = await inquire(installation.server, evenings);
  tell('Everything is looked through');
  const search = new Search(book.sought);
  const sent: Sent = [...answersOf(lived), ...asked.answers];
  await lookEverywhere(search, installation, sent);
  return { search, asked };
}
