/**
 * The first page of the day.
 * @module
 */
import { institution, nameAndKind } from '@obhut/domain/institution.ts';
import { Suspense, useState } from 'react';
import { useTexts } from '../../shell/i18n.ts';
import { tilesFor } from '../../shell/slots.tsx';
import { isStillReading } from '../../shell/is-still-reading.ts';
import StillReading from '../../shell/still-reading.tsx';
import { readerOf, useModel, useSnapshot } from '../../shell/use-client.ts';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { FirstSteps } from './first-steps.tsx';
import styles from './today.module.css';

function useGreeting(): string {
  const t = useTexts('today');
  const [hour] = useState(() => new Date().getHours());
  if (hour >= 4 && hour < 11) return t('morning');
  return hour >= 11 && hour < 18 ? t('day') : t('evening');
}

export default function TodayPage() {
  const t = useTexts('today');
  const snapshot = useSnapshot();
  const name = useModel(institution, nameAndKind)?.name;
  const reader = readerOf(snapshot);
  const greeting = useGreeting();
  return (
    <Page title={greeting} over={name ?? ' '}>
      {isStillReading(snapshot) ? (
        <StillReading />
      ) : (
        <Suspense fallback={<Skeleton label={t('loading')} />}>
          {reader === 'staff' && <FirstSteps />}
          {tilesFor(reader).map(({ key, Tile }) => (
            <Tile key={key} />
          ))}
          {!snapshot.caughtUp && snapshot.connection === 'online' && (
            <div className={styles['waiting']}>
              <Skeleton label={t('loading')} />
            </div>
          )}
        </Suspense>
      )}
    </Page>
  );
}
