/**
 * What is written in an institution of the drill during a day: posts, answers, conversations, appointments, absences, what is noted.
 * @module
 */
import { randomBytes } from 'node:crypto';
import { absenceExpiry } from '@obhut/domain/absences.ts';
import { appointmentExpiry } from '@obhut/domain/appointments.ts';
import { expiryOf } from '@obhut/domain/retention.ts';
import { workday } from '../../demo/days.ts';
import { pdf, picture } from '../../demo/files.ts';
import { fact, perform } from '../../demo/house.ts';
import type { Person } from '../../demo/person.ts';
import { clock } from '../../member.ts';
import { groupCount, recipients } from './cast.ts';
import { member, type Life } from './life.ts';

const newId = (): string => randomBytes(16).toString('hex');
const until = (what: Parameters<typeof expiryOf>[0]) => expiryOf(what, clock.today());

function wardSpace({ house }: Life, at: number, tier: string): string {
  return member(house.wards, at).get(tier) ?? '';
}

interface Said {
  space: string;
  type: string;
  body: Record<string, unknown>;
  expiry: number;
}

/** With a document or a picture, whose name, content and what programs noted in it are canaries too. */
async function sayWithFile({ book, files }: Life, author: Person, recipient: string, said: Said, at: number) {
  const make = (kind: string) => book.make(kind, recipient);
  const document = () => pdf([make('document title'), make('document text')], make('document author'));
  const content = at % 2 === 0 ? document() : picture(at, 80, Buffer.from(make('camera note')));
  const name = `${make('file name')}.${at % 2 === 0 ? 'pdf' : 'png'}`;
  const taken = await author.client.takeFile(content, name);
  const body = { ...said.body, alts: [make('picture in words')] };
  const event = await author.say({ ...said, body, notify: 'normal', files: [taken.id] });
  files.push({ recipient, space: said.space, event });
}

export async function publish(life: Life): Promise<void> {
  const { key, book, house, educator } = life;
  const { leader } = house;
  for (let at = 0; at < 12; at++) {
    const isForAll = at % 4 === 3;
    const recipient = recipients.parent(key, at % groupCount);
    const space = isForAll ? leader.space('everyone') : member(house.groups, at % groupCount);
    const body = { title: book.make('post title', recipient), text: book.make('post text', recipient) };
    const author = at % 2 === 0 ? leader : educator;
    const said = { space, type: 'post/published@2', body, expiry: until('post') };
    if (at % 3 === 2) await sayWithFile(life, author, recipient, said, at);
    else await author.say({ ...said, type: 'post/published@1', notify: 'normal' });
  }
  const staff = recipients.educator(key);
  const body = { title: book.make('team post title', staff), text: book.make('team post text', staff) };
  const among = { space: leader.space('team'), type: 'post/published@1', body, expiry: until('post') };
  const post = await leader.say({ ...among, notify: 'none' });
  const corrected = { title: book.make('corrected title', staff), text: book.make('corrected text', staff) };
  await leader.say({ ...among, type: 'post/corrected@1', body: { post, ...corrected }, notify: 'none' });
}

const talkCount = 12;

/** `midway` is called when half of it is said, and not waited for. */
export async function converse(life: Life, midway: () => void): Promise<void> {
  const { key, book, house, educator } = life;
  const post = newId();
  for (let at = 0; at < talkCount; at++) {
    if (at * 2 === talkCount) midway();
    const parent = member(house.parents, at % groupCount);
    const isParents = at % 4 < 2;
    const [author, recipient] = isParents
      ? [parent, recipients.educator(key)]
      : [educator, recipients.parent(key, at % groupCount)];
    const mailbox = { space: member(house.mailboxes, at % groupCount), notify: 'normal' as const };
    const reply = { post, text: book.make(isParents ? 'reply' : 'answer', recipient) };
    await author.say({ ...mailbox, type: 'reply/sent@1', body: reply, expiry: until('reply') });
    const text = book.make(isParents ? 'message to the team' : 'message to a guardian', recipient);
    const said = { ...mailbox, type: 'message/sent@1', body: { text, alts: [] }, expiry: until('message') };
    if (at % 4 === 1) await sayWithFile(life, author, recipient, said, at);
    else await author.say(said);
    const about = { ...said, space: wardSpace(life, at % groupCount, 'ward') };
    await author.say({ ...about, body: { text: book.make('message about a ward', recipient), alts: [] } });
  }
}

/** Among those who were chosen; leadership is not in it. */
export async function confide({ key, book, house, educator }: Life): Promise<void> {
  const reader = recipients.parent(key, 0);
  const made = { teams: [], day: null, staff: [educator.id], people: [member(house.parents, 0).id] };
  const facts = [fact('conversation/named@1', { name: book.make('conversation name', reader) })];
  const { spaces } = await perform(educator, [
    { do: 'make', key: 'conversation', kind: 'conversation', ...made, facts },
  ]);
  const body = { text: book.make('confidential message', reader), alts: [] };
  const space = spaces['conversation'] ?? '';
  await educator.say({ space, type: 'message/sent@1', body, expiry: until('message'), notify: 'normal' });
}

export async function announce({ key, book, house }: Life): Promise<void> {
  for (let at = 0; at < 6; at++) {
    const reader = recipients.parent(key, at % groupCount);
    const day = workday(at + 2);
    const body = {
      appointment: newId(),
      title: book.make('appointment title', reader),
      from: day,
      until: day,
      start: '15:00',
      end: '17:00',
      place: book.make('appointment place', reader),
      note: book.make('appointment note', reader),
      isClosed: false,
    };
    const expiry = appointmentExpiry(body, clock.today(), null);
    const space = member(house.groups, at % groupCount);
    await house.leader.say({ space, type: 'appointment/announced@1', body, expiry, notify: 'normal' });
  }
}

export async function report(life: Life): Promise<void> {
  const { key, book, house } = life;
  for (let at = 0; at < groupCount; at++) {
    const parent = member(house.parents, at);
    const collector = book.make('collector', recipients.educator(key));
    const body = {
      absence: newId(),
      reason: 'collected' as const,
      from: workday(0),
      until: workday(1),
      at: null,
      collector,
    };
    const said = { type: 'absence/reported@1', body, expiry: absenceExpiry(body, clock.today(), null) };
    await parent.say({ space: wardSpace(life, at, 'ward/day'), ...said, notify: 'urgent' });
    const leader = recipients.leader(key);
    const contact = { phone: book.make('phone number', leader), address: book.make('address', leader) };
    await parent.say({ space: member(house.mailboxes, at), ...fact('contact/given@1', contact) });
  }
}

/** What leadership alone knows. */
export async function recordBans(life: Life): Promise<void> {
  const { key, book, house } = life;
  const leader = recipients.leader(key);
  for (let at = 0; at < 3; at++) {
    const flag = {
      person: null,
      name: book.make('banned person', leader),
      file: book.make('file number of a court', leader),
      bans: ['collect'],
    };
    await house.leader.say({ space: wardSpace(life, at, 'ward/protection'), ...fact('protection/recorded@2', flag) });
  }
}
