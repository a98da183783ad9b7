/**
 * What members of two institutions have asked for during their evening, asked for by strangers.
 * @module
 */
import { livePath } from '@obhut/protocol/blob.ts';
import { decodeCbor } from '@obhut/protocol/cbor.ts';
import { routes } from '@obhut/protocol/routes.ts';
import { recipients } from '../people/cast.ts';
import type { Life } from '../people/life.ts';
import type { Recorded } from '../people/devices.ts';
import type { Recorder } from '../people/recorder.ts';
import type { ServerProcess } from '../../server-process.ts';
import { Inquiry, type Asked } from './ask.ts';
import { distinct, knownTo, pinTries, readingsOf, tokenOf, writings, type Asking } from './askings.ts';
import { closeAll } from './http.ts';
import { listen } from './live.ts';
import { outsidersOf, wideSpaces, type Household, type Outsider } from './outsiders.ts';
import type { Asker, Piece } from './pieces.ts';
import { variants } from './variants.ts';

export interface Evening extends Household {
  life: Life;
}

const all = Object.keys(variants);
/** Each request is made as it is and in one other way; every so many-th in all ways. */
const everyWay = 30;
const mostWritings = 4;

function waysOf(asking: number): (outsider: number) => readonly string[] {
  if (asking % everyWay === 0) return () => all;
  return (outsider) => ['as it is', all[1 + ((asking + outsider) % (all.length - 1))] ?? ''];
}

function askerOf({ key }: Evening, who: string, wide: ReadonlySet<string>): Asker {
  return { who, institution: key, isWide: (space) => wide.has(space) };
}

/** Requests of members, to read and to write. */
function askingsIn(evening: Evening, wide: ReadonlySet<string>): Asking[] {
  const { key, life, devices, outside } = evening;
  const [tablet, asked] = [askerOf(evening, recipients.tablet(key), wide), outside.tablet.itself.recorder];
  const [leader, educator, parent] = [recipients.leader(key), recipients.educator(key), recipients.parent(key, 0)];
  const of = (all: ReadonlyMap<string, Recorded>, whose: readonly string[], read: typeof readingsOf) =>
    whose.flatMap((who) => {
      const device = all.get(who);
      return device === undefined ? [] : read(askerOf(evening, who, wide), device.recorder);
    });
  return [
    ...distinct([...of(devices, [leader, educator, parent], readingsOf), ...readingsOf(tablet, asked)]),
    ...of(life.devices, [leader, parent], (asker, recorder) => writings(asker, recorder, mostWritings)),
    ...writings(tablet, asked, mostWritings),
    ...pinTries(tablet, asked),
  ];
}

function knownIn(evening: Evening, wide: ReadonlySet<string>): Piece[] {
  const tablet = [recipients.tablet(evening.key), evening.outside.tablet.itself] as const;
  const all = [...evening.devices, ...evening.life.devices, tablet];
  return all.flatMap(([who, { recorder }]) => knownTo(askerOf(evening, who, wide), recorder));
}

/** How far the feed was when the device came. */
function positionOf({ exchanges }: Recorder): number {
  const listed = exchanges.find(({ path, status }) => path === '/api/space/list' && status === 200);
  if (listed === undefined) throw new Error('the device has asked for no spaces');
  return decodeCbor(routes['space/list'].response, new Uint8Array(listed.answer)).position;
}

const mostLive = 20;

/** The newest of the feed, as it comes over the live connection. */
async function overhear(
  inquiry: Inquiry,
  server: ServerProcess,
  { recorder }: Recorded,
  outsiders: readonly Outsider[],
) {
  const { asked } = inquiry;
  const after = positionOf(recorder) - mostLive;
  const nobody = { name: 'a member', tokens: {}, own: new Set<string>() };
  const hear = (header: string | null) => listen(server.origin, header?.replace('Bearer ', '') ?? '', after);
  const heard = await hear(tokenOf(recorder, 'persona'));
  asked.answers.push({ name: nobody.name, bytes: heard });
  const places = inquiry.placesIn(heard, nobody);
  if (places.size === 0) asked.unanswered.push('the live connection');
  const heardBy = async (outsider: Outsider) => ({ outsider, bytes: await hear(outsider.tokens.persona ?? null) });
  // Whoever has no token right after the member: a server that mixes them up does so then.
  const [stranger, ...others] = outsiders;
  const first = stranger === undefined ? [] : [await heardBy(stranger)];
  for (const { outsider, bytes } of [...first, ...(await Promise.all(others.map(heardBy)))]) {
    asked.requests += 1;
    if (places.size > 0) asked.paired += 1;
    asked.answers.push({ name: outsider.name, bytes });
    for (const place of inquiry.placesIn(bytes, outsider)) {
      asked.leaks.push({ outsider: outsider.name, variant: 'as it is', method: 'live', path: livePath, place });
    }
  }
}

function firstOfEach(askings: readonly Asking[], most: number): Asking[] {
  const made = new Map<string, number>();
  return askings.filter(({ raw: { method, path } }) => {
    const count = (made.get(`${method} ${path}`) ?? 0) + 1;
    made.set(`${method} ${path}`, count);
    return count <= most;
  });
}

/** Of both institutions, each outside of the other. `mostOfEach`: requests of a member of the same method and path. */
export async function inquire(
  server: ServerProcess,
  evenings: readonly [Evening, Evening],
  mostOfEach = Number.POSITIVE_INFINITY,
): Promise<Asked> {
  const [first, second] = evenings;
  const known = (): Piece[] => evenings.flatMap((evening) => knownIn(evening, wideSpaces(evening)));
  const inquiry = new Inquiry(server.port, known);
  try {
    for (const [evening, other] of [
      [first, second],
      [second, first],
    ] as const) {
      const outsiders = outsidersOf(evening, other);
      const askings = firstOfEach(askingsIn(evening, wideSpaces(evening)), mostOfEach);
      for (const [at, asking] of askings.entries()) await inquiry.ask(asking, outsiders, waysOf(at));
      const leader = evening.devices.get(recipients.leader(evening.key));
      if (leader !== undefined) await overhear(inquiry, server, leader, outsiders);
    }
  } finally {
    closeAll();
  }
  return inquiry.asked;
}
