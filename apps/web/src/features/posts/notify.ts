/**
 * Posts and replies as notices.
 * @module
 */
import { newestFirst, postCorrected, posts, readBy } from '@obhut/domain/posts.ts';
import { replies } from '@obhut/domain/replies.ts';
import { noticesOf, type News, type NoticeOf } from '../../shell/notice.ts';
import { statesOf } from '../../shell/states-of.ts';
import type de from './messages/de.json';

type Say = NoticeOf<typeof de>;

function hasRead({ states, institution: { me } }: News, post: string): boolean {
  return readBy(statesOf(states, posts), me).has(post);
}

const published: Say = (news, t) => {
  const { id: event } = news.fact;
  const post = newestFirst(statesOf(news.states, posts)).find(({ copies }) =>
    copies.some((copy) => copy.event === event),
  );
  if (post === undefined || hasRead(news, post.id)) return null;
  // In the spaces of two wards of one family it is one post.
  return { text: t('noticePost', { title: post.title }), path: `/nachrichten/${post.address}`, tag: post.address };
};

/** Only a post's own author puts something else in its place. */
const corrected: Say = ({ fact, space, states }, t) => {
  const body = postCorrected.safeParse(fact.body);
  const { post: id, title } = body.success ? body.data : { post: null, title: '' };
  const post = newestFirst(statesOf(states, posts)).find(({ copies }) =>
    copies.some((copy) => copy.space === space && copy.id === id && copy.author === fact.author),
  );
  if (post === undefined) return null;
  return { text: t('noticeCorrected', { title }), path: `/nachrichten/${post.address}`, tag: `${id} ${title}` };
};

/** The post lies in another space; it may be gone, or opened meanwhile. */
const reminded: Say = (news, t) => {
  const states = statesOf(news.states, posts);
  const taken = [...(states.get(news.space)?.reminders ?? [])];
  const id = taken.find(([, register]) => register.some(({ seq }) => seq === news.fact.seq))?.[0];
  const post = newestFirst(states).find((one) => one.id === id);
  if (post === undefined || news.institution.standing !== 'guardian' || hasRead(news, post.id)) return null;
  return { text: t('noticeReminded', { title: post.title }), path: `/nachrichten/${post.address}` };
};

/** What a colleague answers is no news to the team. */
const replied: Say = ({ fact, space, states, institution: { standing } }, t) => {
  const reply = statesOf(states, replies).get(space)?.replies.get(fact.id);
  const awaited = standing === 'guardian' ? 'staff' : 'guardian';
  return reply?.from === awaited ? { text: t('noticeReply'), path: `/nachrichten/${reply.post}` } : null;
};

export const notices = noticesOf<typeof de>('posts', {
  'post/published@1': published,
  'post/published@2': published,
  'post/published@3': published,
  'post/corrected@1': corrected,
  'post/reminded@1': reminded,
  'reply/sent@1': replied,
});
