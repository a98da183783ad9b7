/**
 * What only some reasons and spans ask for: the days, the time, who picks up.
 * @module
 */
import { tidyLine } from '@obhut/domain/kernel/text.ts';
import { useTexts } from '../../shell/i18n.ts';
import { MomentField } from '../../ui/moment-field.tsx';
import { Select } from '../../ui/select.tsx';
import styles from './absences.module.css';
import type { Typed } from './typed.ts';

interface DetailsProps {
  typed: Typed;
  set: (changed: Partial<Typed>) => void;
  /** As noted of the ward: each in a line. */
  collectors: string;
  mistake: string | null;
}

const most = 200;

export function Details({ typed, set, collectors, mistake }: DetailsProps) {
  const t = useTexts('absences');
  const { reason, end } = typed;
  const noted = collectors.split('\n').flatMap((text) => {
    const name = tidyLine(text);
    return name === '' || name.length > most ? [] : [name];
  });
  const known = [...new Set([...noted, ...(typed.collector === '' ? [] : [typed.collector])])];
  return (
    <>
      {end === 'date' && (
        <div className={styles['days']}>
          <MomentField type="date" label={t('firstDay')} value={typed.from} onChange={(from) => set({ from })} />
          <MomentField
            type="date"
            label={t('lastDay')}
            value={typed.until}
            onChange={(until) => set({ until })}
            error={mistake}
          />
        </div>
      )}
      {reason === 'collected' && (
        <Select
          label={t('collector')}
          hint={t('collectorHint')}
          value={typed.collector}
          onChange={(collector) => set({ collector })}
          options={[{ value: '', label: t('collectorOpen') }, ...known.map((name) => ({ value: name, label: name }))]}
        />
      )}
      {(reason === 'late' || reason === 'collected') && (
        <MomentField
          type="time"
          label={reason === 'late' ? t('comesAt') : t('collectedTime')}
          value={typed.at}
          onChange={(at) => set({ at })}
        />
      )}
    </>
  );
}
