/**
 * What features say of news on a screen that others may see: only what counts, to whom it is news, and never a ward's name or a word of a
 * conversation.
 */
import { absences } from '@obhut/domain/absences.ts';
import { alarms } from '@obhut/domain/alarms.ts';
import { appointments } from '@obhut/domain/appointments.ts';
import { conversations } from '@obhut/domain/conversations.ts';
import type { Model } from '@obhut/domain/kernel/model.ts';
import type { Standing } from '@obhut/domain/kernel/standing.ts';
import { posts } from '@obhut/domain/posts.ts';
import { replies } from '@obhut/domain/replies.ts';
import {
  eventIdOf,
  foldAll,
  guardianIn,
  leaderIn,
  places,
  said,
  someone,
  staffIn,
} from '@obhut/domain/testing/facts.ts';
import type { InstitutionView, States } from '@obhut/sync/client.ts';
import { expect, test } from 'vitest';
import { notices as ofAbsences } from '../features/absences/notify.ts';
import { notices as ofAlarms } from '../features/alarms/notify.ts';
import { notices as ofAppointments } from '../features/appointments/notify.ts';
import { notices as ofConversations } from '../features/conversations/notify.ts';
import { notices as ofPosts } from '../features/posts/notify.ts';
import type { Texts } from '../shell/texts.ts';

const sources = [ofAbsences, ofAlarms, ofAppointments, ofConversations, ofPosts];
const models: readonly Model<unknown>[] = [absences, alarms, appointments, conversations, posts, replies];
const texts: Texts = {
  code: 'de',
  say: (_, key, { kind: _kind, ...values }) => [key, ...Object.values(values)].join(' '),
};

type Said = ReturnType<typeof said>;

function institutionOf(standing: InstitutionView['standing'], kind: string): InstitutionView {
  const none = {
    role: null,
    personas: [],
    owners: [],
    writers: [],
    readers: [],
    invites: [],
    spaces: [],
    devices: [],
    ends: [],
  };
  const space = { ...none, id: places.everyone, kind, endsOn: null, state: 'ready' as const };
  const about = { digits: '', hasKit: true, recovery: null, recovered: [], foundedOn: 0 };
  const me = standing === 'guardian' ? someone.mother : someone.leader;
  return { id: '', me, standing, ...about, spaces: [space] };
}

/** What is said of the last of them, when all are folded. */
function noticeOf(standing: InstitutionView['standing'], kind: string, ...all: Said[]): string | null {
  const states: States = new Map(
    models.map((model) => {
      const known = all.filter(({ fact }) => model.types.includes(fact.type));
      return [model.name, new Map([[places.everyone, foldAll(model, known)]])] as const;
    }),
  );
  const fact = all.at(-1)?.fact;
  if (fact === undefined) return null;
  const news = { fact, space: places.everyone, states, institution: institutionOf(standing, kind) };
  const source = sources.find(({ types }) => types.includes(fact.type));
  const notice = source?.say(news, texts, 'kita') ?? null;
  return notice === null ? null : `${notice.text} → ${notice.path}`;
}

const post = { title: 'Läuse', text: 'Bitte nachsehen' };
const published = (by: Standing) => said(by, 1, 'post/published@1', post);

test('posts by their title, corrections too; none that a guardian may not write, and none that was read', () => {
  expect(noticeOf('guardian', 'group', published(staffIn('group')))).toBe(
    `noticePost Läuse → /nachrichten/${eventIdOf(1)}`,
  );
  expect(noticeOf('guardian', 'group', published(guardianIn('group')))).toBeNull();
  const correction = { post: eventIdOf(1), title: 'Doch keine', text: 'Entwarnung' };
  const by = (who: Standing) => said(who, 2, 'post/corrected@1', correction);
  expect(noticeOf('guardian', 'group', published(staffIn('group')), by(staffIn('group')))).toBe(
    `noticeCorrected Doch keine → /nachrichten/${eventIdOf(1)}`,
  );
  expect(noticeOf('guardian', 'group', published(staffIn('group')), by(leaderIn('group')))).toBeNull();
});

test('a reminder by the title of the post that it is of, to guardians who have not opened it; none of one that is gone', () => {
  const reminder = said(staffIn('mailbox'), 2, 'post/reminded@1', { post: eventIdOf(1) });
  const due = `noticeReminded Läuse → /nachrichten/${eventIdOf(1)}`;
  expect(noticeOf('guardian', 'mailbox', published(staffIn('group')), reminder)).toBe(due);
  expect(noticeOf('staff', 'mailbox', published(staffIn('group')), reminder)).toBeNull();
  expect(noticeOf('guardian', 'mailbox', reminder)).toBeNull();
  const forged = said(guardianIn('mailbox'), 2, 'post/reminded@1', { post: eventIdOf(1) });
  expect(noticeOf('guardian', 'mailbox', published(staffIn('group')), forged)).toBeNull();
  const read = said(guardianIn('mailbox'), 3, 'post/read@1', { post: eventIdOf(1) });
  const again = said(staffIn('mailbox'), 4, 'post/reminded@1', { post: eventIdOf(1) });
  expect(noticeOf('guardian', 'mailbox', published(staffIn('group')), read, again)).toBeNull();
});

const reply = (by: Standing) => said(by, 2, 'reply/sent@1', { post: eventIdOf(1), text: 'geheim' });
const message = (by: Standing) => said(by, 2, 'message/sent@1', { text: 'geheim', alts: [] });

test('replies and messages without their words, to the other side only', () => {
  expect(noticeOf('staff', 'mailbox', reply(guardianIn('mailbox')))).toBe(`noticeReply → /nachrichten/${eventIdOf(1)}`);
  expect(noticeOf('guardian', 'mailbox', reply(guardianIn('mailbox')))).toBeNull();
  expect(noticeOf('guardian', 'mailbox', reply(staffIn('mailbox')))).toBe(`noticeReply → /nachrichten/${eventIdOf(1)}`);
  const path = `noticeMessage → /gespraeche/${places.everyone}`;
  expect(noticeOf('staff', 'mailbox', message(guardianIn('mailbox')))).toBe(path);
  expect(noticeOf('staff', 'mailbox', message(staffIn('mailbox')))).toBeNull();
  expect(noticeOf('staff', 'conversation', message(staffIn('conversation')))).toBe(path);
  expect(noticeOf('guardian', 'mailbox', message(staffIn('mailbox')))).toBe(path);
});

test('an absence to staff, not whose and not why; what colleagues note is no news', () => {
  const body = { absence: '5'.repeat(32), reason: 'ill', from: '2026-11-28', until: null, at: null, collector: '' };
  const by = (who: Standing) => said(who, 1, 'absence/reported@1', body);
  expect(noticeOf('staff', 'ward/day', by(guardianIn('ward/day')))).toBe('noticeReported → /');
  expect(noticeOf('guardian', 'ward/day', by(guardianIn('ward/day')))).toBeNull();
  expect(noticeOf('staff', 'ward/day', by(staffIn('ward/day')))).toBeNull();
  const withdrawn = said(guardianIn('ward/day'), 2, 'absence/withdrawn@1', body);
  expect(noticeOf('staff', 'ward/day', by(guardianIn('ward/day')), withdrawn)).toBe('noticeWithdrawn → /');
});

test('appointments by their title; alarms to staff, without what it is about', () => {
  const appointment = '6'.repeat(32);
  const day = { from: '2026-12-04', until: '2026-12-04', start: null, end: null };
  const body = { appointment, title: 'Laternen', ...day, place: '', note: '', isClosed: false };
  const announced = said(staffIn('group'), 1, 'appointment/announced@1', body);
  const cancelled = said(staffIn('group'), 2, 'appointment/cancelled@1', body);
  expect(noticeOf('guardian', 'group', announced)).toBe(`noticeAnnounced Laternen → /kalender/${appointment}`);
  expect(noticeOf('guardian', 'group', announced, cancelled)).toBe(
    `noticeCancelled Laternen → /kalender/${appointment}`,
  );
  expect(noticeOf('guardian', 'group', said(guardianIn('group'), 1, 'appointment/announced@1', body))).toBeNull();
  const raised = said(guardianIn('mailbox'), 1, 'alarm/raised@1', { space: appointment, why: 'fork', day: 20_000 });
  expect(noticeOf('staff', 'mailbox', raised)).toBe('noticeRaised → /auffaelligkeiten');
  expect(noticeOf('guardian', 'mailbox', raised)).toBeNull();
});

function copyOf(seq: number) {
  return said(staffIn('ward'), seq, 'post/published@3', { post: eventIdOf(9), ...post, alts: [] });
}

function noticeFrom(fact: Said['fact'], ...all: Said[]) {
  const states: States = new Map([[posts.name, new Map([[places.everyone, foldAll(posts, all)]])]]);
  const news = { fact, space: places.everyone, states, institution: institutionOf('guardian', 'ward') };
  return ofPosts.say(news, texts, 'kita');
}

test('what lies in the spaces of two wards of one family is said under one tag, in the words of its author', () => {
  const [one, two] = [copyOf(1), copyOf(2)];
  const path = `/nachrichten/${eventIdOf(9)}`;
  const expected = { text: 'noticePost Läuse', path, tag: eventIdOf(9) };
  expect(noticeFrom(one.fact, one)).toEqual(expected);
  expect(noticeFrom(two.fact, one, two)).toEqual(expected);
  const fixed = said(staffIn('ward'), 3, 'post/corrected@1', { post: eventIdOf(9), title: 'Doch keine', text: 'x' });
  expect(noticeFrom(fixed.fact, one, fixed)).toMatchObject({ text: 'noticeCorrected Doch keine', path });
  const theirs = said(leaderIn('ward'), 3, 'post/corrected@1', { post: eventIdOf(9), title: 'Doch keine', text: 'x' });
  expect(noticeFrom(theirs.fact, one, theirs)).toBeNull();
});
