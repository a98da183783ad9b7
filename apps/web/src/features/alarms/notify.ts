/**
 * What did not verify somewhere, as a notice for leadership.
 * @module
 */
import { alarms } from '@obhut/domain/alarms.ts';
import { noticesOf, type NoticeOf } from '../../shell/notice.ts';
import { statesOf } from '../../shell/states-of.ts';
import type de from './messages/de.json';

const raised: NoticeOf<typeof de> = ({ fact, space, states, institution: { standing } }, t) => {
  const isRaised = statesOf(states, alarms).get(space)?.alarms.has(fact.id) === true;
  return isRaised && standing === 'staff' ? { text: t('noticeRaised'), path: '/auffaelligkeiten' } : null;
};

export const notices = noticesOf<typeof de>('alarms', { 'alarm/raised@1': raised });
