/**
 * Three weeks of the demonstration: posts with files, answers, conversations, appointments, absences.
 * @module
 */
import { randomBytes } from 'node:crypto';
import { absenceExpiry } from '@obhut/domain/absences.ts';
import { appointmentExpiry } from '@obhut/domain/appointments.ts';
import { expiryOf } from '@obhut/domain/retention.ts';
import { children, parents } from './cast.ts';
import { clock } from '../member.ts';
import { workday } from './days.ts';
import { pdf, picture } from './files.ts';
import { fact, type House } from './house.ts';
import type { Person } from './person.ts';
import { absent, events, posts, replies, talks, unread, type DemoPost } from './words.ts';

function member<Item>(items: readonly Item[], at: number): Item {
  const item = items[at];
  if (item === undefined) throw new RangeError(`there is no ${at}`);
  return item;
}

const normal = { notify: 'normal' } as const;

async function attached(author: Person, { file, title, daysAgo }: DemoPost): Promise<string[]> {
  if (file === null) return [];
  const isPdf = file === 'pdf';
  const content = isPdf ? pdf([title, '', 'Vorführung: ausgedachter Inhalt.']) : picture(daysAgo);
  return [(await author.client.takeFile(content, isPdf ? `${title}.pdf` : `${title}.png`)).id];
}

async function publish(house: House): Promise<string[]> {
  const ids: string[] = [];
  for (const [at, post] of posts.entries()) {
    const author = at % 3 === 1 ? member(house.educators, at % house.educators.length) : house.leader;
    const space = post.group === null ? author.space('everyone') : member(house.groups, post.group);
    const files = await attached(author, post);
    const { title, text } = post;
    const said =
      files.length === 0
        ? { type: 'post/published@1', body: { title, text } }
        : { type: 'post/published@2', body: { title, text, alts: files.map(() => title) }, files };
    ids.push(
      await author.say(
        { space, ...said, expiry: expiryOf('post', clock.today()), ...normal },
        post.daysAgo,
        8 + (at % 5),
      ),
    );
  }
  return ids;
}

/** Of those that reach them, all but the newest few. */
async function read(house: House, ids: readonly string[]): Promise<void> {
  for (const [at, parent] of house.parents.entries()) {
    const groups = member(parents, at).children.map((child) => member(children, child).group);
    const reaching = posts.flatMap(({ group, daysAgo }, post) =>
      group === null || groups.includes(group) ? [{ post, daysAgo }] : [],
    );
    for (const { post, daysAgo } of reaching.slice(0, reaching.length - (unread[at] ?? 0))) {
      const body = { post: member(ids, post) };
      await parent.say(
        { ...fact('post/read@1', body), space: member(house.mailboxes, at), expiry: expiryOf('post', clock.today()) },
        daysAgo,
        18,
      );
    }
  }
}

async function answer(house: House, ids: readonly string[]): Promise<void> {
  for (const { post, parent, text, answer: back, daysAgo } of replies) {
    const about = {
      space: member(house.mailboxes, parent),
      type: 'reply/sent@1',
      expiry: expiryOf('reply', clock.today()),
      ...normal,
    };
    await member(house.parents, parent).say({ ...about, body: { post: member(ids, post), text } }, daysAgo, 19);
    if (back !== null) await house.leader.say({ ...about, body: { post: member(ids, post), text: back } }, daysAgo, 20);
  }
}

async function talk(house: House): Promise<void> {
  for (const { parent, lines } of talks) {
    for (const [at, { from, text, daysAgo }] of lines.entries()) {
      const author = from === 'parent' ? member(house.parents, parent) : member(house.educators, 0);
      const space = member(house.mailboxes, parent);
      const said = {
        space,
        type: 'message/sent@1',
        body: { text, alts: [] },
        expiry: expiryOf('message', clock.today()),
        ...normal,
      };
      await author.say(said, daysAgo, 12 + at);
    }
  }
}

async function announce(house: House): Promise<void> {
  for (const { title, inDays, start, end, place, isClosed, group } of events) {
    const day = workday(inDays);
    const body = {
      appointment: randomBytes(16).toString('hex'),
      title,
      from: day,
      until: day,
      start,
      end,
      place,
      note: '',
      isClosed,
    };
    const space = group === null ? house.leader.space('everyone') : member(house.groups, group);
    const expiry = appointmentExpiry(body, clock.today(), null);
    await house.leader.say({ space, type: 'appointment/announced@1', body, expiry, ...normal });
  }
}

async function report(house: House): Promise<void> {
  for (const { parent, reason, days } of absent) {
    const [child = 0] = member(parents, parent).children;
    const space = member(house.wards, child).get('ward/day') ?? '';
    const [from, until] = [workday(0), workday(days - 1)];
    const body = { absence: randomBytes(16).toString('hex'), reason, from, until, at: null, collector: '' };
    const expiry = absenceExpiry(body, clock.today(), null);
    await member(house.parents, parent).say({ space, type: 'absence/reported@1', body, expiry, ...normal });
  }
}

/** `tell`: called before each step, with what it does. */
export async function live(house: House, tell: (step: string) => void): Promise<void> {
  tell('Three weeks of posts, with files');
  const ids = await publish(house);
  await read(house, ids);
  await answer(house, ids);
  tell('Conversations, appointments, absences');
  await talk(house);
  await announce(house);
  await report(house);
}
