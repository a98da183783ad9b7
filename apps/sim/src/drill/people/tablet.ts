/**
 * A group's shared tablet: it is set up, tells who is absent as the day team, and people work on it by their PINs. In the end it is locked.
 * @module
 */
import { randomBytes } from 'node:crypto';
import { absenceExpiry } from '@obhut/domain/absences.ts';
import { expiryOf } from '@obhut/domain/retention.ts';
import type { TabletCode } from '@obhut/sync/client/tablet-commands.ts';
import type { PlanStep } from '@obhut/sync/plans/plan.ts';
import { workday } from '../../demo/days.ts';
import { fact, perform } from '../../demo/house.ts';
import type { Person } from '../../demo/person.ts';
import { clock } from '../../member.ts';
import { tokenOf } from '../strangers/askings.ts';
import { groupCount, recipients } from './cast.ts';
import { newDevice, textsOf, type Recorded } from './devices.ts';
import { member, type Life } from './life.ts';

export interface SharedTablet {
  /** With everything that it was answered, whoever worked on it. */
  device: Recorded;
  /** What it asked for as itself alone. */
  itself: Recorded;
}

/** Who is looked after in the first group; of them the first has a parent who stays. */
const wardsSeen = [0, groupCount];

function dayOf({ house }: Life, ward: number): string {
  return member(house.wards, ward).get('ward/day') ?? '';
}

/** Of the first group, with some of its wards. */
async function makeDayTeam(life: Life): Promise<string> {
  const { key, book, house } = life;
  const leader = recipients.leader(key);
  const named = { group: member(house.groups, 0), name: book.make('day team name', leader), colour: 1 };
  const body = { ...named, sign: book.make('day team sign', leader, 'small') };
  const day = await house.leader.client.createDayTeam([fact('day-team/named@1', body)]);
  const steps = wardsSeen.map((ward): PlanStep => ({
    do: 'join',
    space: { space: dayOf(life, ward) },
    day: { space: day },
  }));
  await perform(house.leader, steps);
  return day;
}

/** The tablet shows a code, the other device takes it, and then both show the same digits; `use` does with them what they are for. */
async function meet(
  { key, book }: Life,
  tablet: Person,
  other: Person,
  why: TabletCode,
  use: (digits: string) => Promise<void>,
): Promise<void> {
  const code = book.note('tablet code', recipients.tablet(key), await tablet.client.showTabletCode(why));
  await other.client.answerTablet(why, code);
  const { digits } = await tablet.client.awaitTabletCode();
  while (!(await other.client.isTabletReady()));
  if (digits === null) throw new Error('the tablet shows no digits');
  await use(digits);
  if (!(await tablet.client.awaitTabletCode()).isIn) throw new Error('nothing was handed to the tablet');
  book.deliver(code);
}

async function setUp(life: Life): Promise<Recorded> {
  const { key, origin, book, house } = life;
  const { leader } = house;
  const day = await makeDayTeam(life);
  const tablet = await newDevice(origin, { name: recipients.tablet(key), login: '', password: '' });
  await meet(life, tablet.person, leader, 'tablet', async (digits) => {
    const id = await leader.client.admitTablet(day, digits);
    const named = { tablet: id, name: book.make('tablet name', recipients.leader(key)) };
    await leader.say({ space: day, ...fact('tablet/named@1', named) });
  });
  return tablet;
}

/** `author`: a parent, or whoever stands before the tablet. */
async function reportAbsence(life: Life, author: Person, kind: string, reader: string): Promise<void> {
  const collector = life.book.make(kind, reader);
  const absence = randomBytes(16).toString('hex');
  const body = { absence, reason: 'collected' as const, from: workday(0), until: workday(1), at: null, collector };
  const said = { type: 'absence/reported@1', body, expiry: absenceExpiry(body, clock.today(), null) };
  await author.say({ space: dayOf(life, 0), ...said, notify: 'urgent' });
}

/** What the tablet shows without anybody: it reads its day team and the day of its wards, and writes there. */
async function keepTheDay(life: Life, { person }: Recorded): Promise<void> {
  const { key, book, house } = life;
  const tablet = recipients.tablet(key);
  await reportAbsence(life, member(house.parents, 0), 'collector on the tablet', tablet);
  const isRead = (): boolean => {
    book.hear(tablet, textsOf(person));
    return !book.missing.some(({ kind, recipient }) => kind === 'collector on the tablet' && recipient === tablet);
  };
  await person.until(isRead, 'the tablet does not read the day');
  await reportAbsence(life, person, 'collector noted on the tablet', recipients.parent(key, 0));
}

async function setPin(life: Life, tablet: Person, owner: Person, who: string): Promise<string> {
  const { key, book } = life;
  const label = book.make('name on the tablet', recipients.tablet(key));
  await meet(life, tablet, owner, 'tablet-pin', (digits) => owner.client.handPersona(digits, label));
  const pin = book.make('PIN', who, 'digits');
  await tablet.client.setPin(pin);
  const labels = tablet.client.snapshot().tablet?.persons.map((person) => person.label) ?? [];
  book.hear(recipients.tablet(key), labels.join('\n'));
  await tablet.client.lock();
  return pin;
}

/** Opens by it, and works there as its owner. */
async function unlock({ book }: Life, { client }: Person, owner: Person, pin: string): Promise<void> {
  if (!(await client.unlockByPin(owner.id, pin)).isIn) throw new Error('the PIN does not open the tablet');
  book.deliver(pin);
}

async function mistypePin(life: Life, { client }: Person, owner: Person, who: string): Promise<void> {
  const wrong = life.book.make('mistyped PIN', who, 'digits');
  if ((await client.unlockByPin(owner.id, wrong)).isIn) throw new Error('another PIN opens the tablet');
  life.book.deliver(wrong);
}

/** As whoever has unlocked it. */
async function write({ key, book, house }: Life, tablet: Person, owner: Person, who: string): Promise<void> {
  const draft = book.make('draft on the tablet', who);
  await tablet.client.keepDraft(owner.id, 'reply', draft);
  if (!tablet.client.snapshot().here.drafts.some(({ text }) => text === draft)) throw new Error('no draft is kept');
  book.deliver(draft);
  const text = book.make('message from the tablet', recipients.parent(key, 0));
  const said = { type: 'message/sent@1', body: { text, alts: [] }, expiry: expiryOf('message', clock.today()) };
  await tablet.say({ space: member(house.mailboxes, 0), ...said, notify: 'normal' });
}

export async function useTablet(life: Life): Promise<SharedTablet> {
  const { key, house, educator } = life;
  const device = await setUp(life);
  const { person, recorder } = device;
  await keepTheDay(life, device);
  const token = tokenOf(recorder, 'persona');
  if (token === null) throw new Error('the tablet has no session');
  const [teacher, leader] = [recipients.educator(key), recipients.leader(key)];
  const [first, second] = [
    await setPin(life, person, educator, teacher),
    await setPin(life, person, house.leader, leader),
  ];
  await mistypePin(life, person, educator, teacher);
  await unlock(life, person, educator, first);
  await write(life, person, educator, teacher);
  await person.client.lock();
  await unlock(life, person, house.leader, second);
  await person.client.lock();
  return { device, itself: { person, recorder: recorder.of(token) } };
}
