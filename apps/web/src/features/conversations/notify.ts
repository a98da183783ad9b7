/**
 * Messages of conversations as notices: from whom one has to look, since the name may be a ward's parent's on a table in the group's room.
 * @module
 */
import { conversations, readings } from '@obhut/domain/conversations.ts';
import { noticesOf, type NoticeOf } from '../../shell/notice.ts';
import { statesOf } from '../../shell/states-of.ts';
import type de from './messages/de.json';

/** What a colleague answers for the team is no news to it, and no more is what one has read on another device. */
const sent: NoticeOf<typeof de> = ({ fact, space, states, institution }, t) => {
  const all = statesOf(states, conversations);
  const message = all.get(space)?.messages.get(fact.id);
  if (message === undefined) return null;
  const isChosen = institution.spaces.find(({ id }) => id === space)?.kind === 'conversation';
  if (message.from === 'staff' && institution.standing !== 'guardian' && !isChosen) return null;
  const isRead = readings(all)
    .get(space)
    ?.some(({ reader, seq }) => reader === institution.me && seq >= fact.seq);
  return isRead === true ? null : { text: t('noticeMessage'), path: `/gespraeche/${space}` };
};

export const notices = noticesOf<typeof de>('conversations', { 'message/sent@1': sent });
