/**
 * Absences as notices, for staff: that one was reported or withdrawn, and not of whom.
 * @module
 */
import { absences } from '@obhut/domain/absences.ts';
import { noticesOf, type News, type NoticeOf } from '../../shell/notice.ts';
import { statesOf } from '../../shell/states-of.ts';
import type de from './messages/de.json';

type Say = NoticeOf<typeof de>;

function isGuardians({ fact, space, states, institution: { standing } }: News): boolean {
  if (standing !== 'staff') return false;
  const said = [...(statesOf(states, absences).get(space)?.said.values() ?? [])].flat();
  return said.some(({ seq, value }) => seq === fact.seq && value.by === 'guardian');
}

const reported: Say = (news, t) => (isGuardians(news) ? { text: t('noticeReported'), path: '/' } : null);
const withdrawn: Say = (news, t) => (isGuardians(news) ? { text: t('noticeWithdrawn'), path: '/' } : null);

export const notices = noticesOf<typeof de>('absences', {
  'absence/reported@1': reported,
  'absence/withdrawn@1': withdrawn,
});
