/**
 * On Heute, for staff: the morning's list, and writing down what was said on the telephone.
 * @module
 */
import { PhoneIncoming } from 'lucide-react';
import { useTexts } from '../../shell/i18n.ts';
import { ButtonLink, ButtonRow } from '../../ui/button.tsx';
import { DayList } from './day-list.tsx';
import { useWardsOfDay } from './use-absences.ts';

export default function StaffTile() {
  const t = useTexts('absences');
  const all = useWardsOfDay();
  if (all.length === 0) return null;
  return (
    <DayList all={all} isLinked>
      <ButtonRow>
        <ButtonLink to="/abwesend" icon={PhoneIncoming}>
          {t('recordFor')}
        </ButtonLink>
      </ButtonRow>
    </DayList>
  );
}
