/**
 * From one day to another. It comes when somebody asks for it: most are ill today.
 * @module
 */
import { useTexts } from '../../shell/i18n.ts';
import { DateField } from '../../ui/date-field.tsx';
import styles from './absences.module.css';
import type { Typed } from './typed.ts';

interface DaysProps extends Pick<Typed, 'from' | 'until'> {
  set: (changed: Partial<Typed>) => void;
  mistake: string | null;
}

export default function Days({ from, until, set, mistake }: DaysProps) {
  const t = useTexts('absences');
  return (
    <div className={styles['days']}>
      <DateField label={t('firstDay')} value={from} onChange={(day) => set({ from: day })} />
      <DateField label={t('lastDay')} value={until} onChange={(day) => set({ until: day })} error={mistake} />
    </div>
  );
}
