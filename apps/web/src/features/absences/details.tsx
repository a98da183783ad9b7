/**
 * What only some reasons and spans ask for: the days, the time, who picks up.
 * @module
 */
import { tidyLine } from '@obhut/domain/kernel/text.ts';
import { lazy, Suspense } from 'react';
import { useTexts } from '../../shell/i18n.ts';
import { Select } from '../../ui/select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TimeField } from '../../ui/time-field.tsx';
import type { Typed } from './typed.ts';

const Days = lazy(() => import('./days.tsx'));

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
        <Suspense fallback={<Skeleton label={t('loading')} />}>
          <Days from={typed.from} until={typed.until} set={set} mistake={mistake} />
        </Suspense>
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
        <TimeField
          label={reason === 'late' ? t('comesAt') : t('collectedTime')}
          value={typed.at}
          onChange={(at) => set({ at })}
        />
      )}
    </>
  );
}
