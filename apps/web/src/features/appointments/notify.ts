/**
 * Appointments as notices: in each space for which they are said.
 * @module
 */
import { appointments } from '@obhut/domain/appointments.ts';
import { noticesOf, type NoticeOf } from '../../shell/notice.ts';
import { statesOf } from '../../shell/states-of.ts';
import type de from './messages/de.json';

const said: NoticeOf<typeof de> = ({ fact, space, states }, t) => {
  const all = [...(statesOf(states, appointments).get(space)?.said.values() ?? [])].flat();
  const word = all.find(({ seq }) => seq === fact.seq)?.value;
  if (word === undefined) return null;
  const { title, appointment, status } = word;
  const texts = {
    announced: t('noticeAnnounced', { title }),
    changed: t('noticeChanged', { title }),
    cancelled: t('noticeCancelled', { title }),
  };
  return { text: texts[status], path: `/kalender/${appointment}` };
};

export const notices = noticesOf<typeof de>('appointments', {
  'appointment/announced@1': said,
  'appointment/changed@1': said,
  'appointment/cancelled@1': said,
});
