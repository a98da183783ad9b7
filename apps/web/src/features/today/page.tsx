/**
 * The first page of the day: of all institutions, as if they were one house.
 * @module
 */
import { institution, nameAndKind } from '@obhut/domain/institution.ts';
import { Suspense, useState } from 'react';
import { Among, Of, useAllNames, useEach, type OneOf } from '../../shell/every.tsx';
import { isFor, type TileSlot } from '../../shell/feature.ts';
import { useTexts } from '../../shell/i18n.ts';
import { FirstLooks, tilesFor } from '../../shell/slots.tsx';
import { isStillReading } from '../../shell/is-still-reading.ts';
import StillReading from '../../shell/still-reading.tsx';
import { readerOf, useInstitution, useModel, useSnapshot } from '../../shell/use-client.ts';
import { byName } from '../../ui/dates.ts';
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

/** `all`: those whom it is for, of what it is for. */
function Part({ of = 'each', Tile, all }: Pick<TileSlot, 'of' | 'Tile'> & { all: readonly OneOf[] }) {
  const { id } = useInstitution();
  if (of === 'front') return all.some((one) => one.id === id) && <Tile />;
  if (of === 'all') {
    return (
      <Among all={all}>
        <Tile />
      </Among>
    );
  }
  return all.map((one) => (
    <Of key={one.id} one={one}>
      <Tile />
    </Of>
  ));
}

export default function TodayPage() {
  const t = useTexts('today');
  const snapshot = useSnapshot();
  const own = useModel(institution, nameAndKind)?.name;
  const read = useEach().filter((one) => !isStillReading(one.snapshot));
  const all = read.toSorted(byName(({ name }) => name ?? ''));
  const names = useAllNames();
  const greeting = useGreeting();
  return (
    <Page title={greeting} over={names ?? own ?? ' '}>
      {isStillReading(snapshot) && (
        <Suspense fallback={<StillReading />}>
          <FirstLooks />
          <StillReading />
        </Suspense>
      )}
      {all.length > 0 && (
        <Suspense fallback={<Skeleton label={t('loading')} />}>
          {all.map((one) => (
            <Of key={one.id} one={one}>
              {readerOf(one.snapshot) === 'staff' && <FirstSteps />}
            </Of>
          ))}
          {tilesFor(all.map((one) => readerOf(one.snapshot))).map(({ key, ...slot }) => (
            <Part key={key} {...slot} all={all.filter((one) => isFor(slot, readerOf(one.snapshot)))} />
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
