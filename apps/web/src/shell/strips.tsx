/**
 * What holds for the whole app and is said once, quietly: no network, something that did not verify, a new version.
 * @module
 */
import { directory, people } from '@obhut/domain/people.ts';
import type { Alarm, KeptEvidence } from '@obhut/sync/client.ts';
import { failures } from '@obhut/sync/failure.ts';
import { lazy, Suspense } from 'react';
import { Button } from '../ui/button.tsx';
import { Strip } from '../ui/notice.tsx';
import { useIsDraftInDanger } from './drafts.ts';
import { useFailureText } from './failure.tsx';
import { useTexts } from './i18n.ts';
import { Plans } from './plans.tsx';
import { SaveEvidence } from './save-evidence.tsx';
import { stripsFor } from './slots.tsx';
import { useStopText } from './stops.ts';
import { useUpdate } from './update.ts';
import { readerOf, useBySpace, useInstitution, useSnapshot } from './use-client.ts';

/** Nobody has done anything before there is a page. */
const Toasts = lazy(async () => ({ default: (await import('../ui/toast.tsx')).Toasts }));

function useAlarmText(): (alarm: Alarm) => string {
  const t = useTexts('shell');
  const failureText = useFailureText();
  const { spaces } = useInstitution();
  const known = directory(useBySpace(people), spaces);
  const stopText = useStopText();
  return ({ why, who, isStop }) => {
    const name = who === undefined ? null : (known.get(who)?.name ?? null);
    if (why === 'key') return name === null ? t('alarmKey') : t('alarmKeyFrom', { name });
    if (why === 'rejected-file') return name === null ? t('alarmFile') : t('alarmFileFrom', { name });
    const failure = failures.find((one) => one === why);
    if (failure !== undefined) return failureText(failure);
    if (why === 'shut-out') return t('alarmShutOut');
    if (why === 'not-sent') return t('alarmNotSent');
    if (why === 'vault-older') return t('alarmVaultOlder');
    if (why === 'claims-at-odds') return t('alarmClaims');
    return isStop === true ? stopText(why) : t('alarmRejected');
  };
}

function isOf(kept: KeptEvidence, { space, why }: Alarm): boolean {
  return kept.space === space && kept.why === why;
}

export default function Strips() {
  const t = useTexts('shell');
  const alarmText = useAlarmText();
  const update = useUpdate();
  const isDraftInDanger = useIsDraftInDanger();
  const snapshot = useSnapshot();
  const { phase, connection, reading, outbox, alarms, evidence } = snapshot;
  const isOffline = phase === 'ready' && connection === 'offline';
  const sentences = Map.groupBy(
    alarms.filter(({ why }) => why !== 'offline'),
    alarmText,
  );
  return (
    <>
      {isOffline && <Strip tone="offline">{outbox.length > 0 ? t('offline') : t('offlineCalm')}</Strip>}
      {isOffline && reading !== null && <Strip tone="calm">{t('notAllRead')}</Strip>}
      {isDraftInDanger && <Strip tone="calm">{t('draftInDanger')}</Strip>}
      <Plans />
      {[...sentences].map(([sentence, raised]) => (
        <Strip key={sentence} tone="calm">
          {sentence}
          <SaveEvidence evidence={evidence.filter((kept) => raised.some((alarm) => isOf(kept, alarm)))} />
        </Strip>
      ))}
      <Suspense>
        {stripsFor(readerOf(snapshot)).map(({ owner, Strip: OfFeature }) => (
          <OfFeature key={owner} />
        ))}
      </Suspense>
      {update !== null && (
        <Strip tone="calm">
          {t('updateReady')}
          <Button onPress={update}>{t('updateNow')}</Button>
        </Strip>
      )}
      {snapshot.institution !== null && (
        <Suspense>
          <Toasts undo={t('undo')} dismiss={t('dismiss')} />
        </Suspense>
      )}
    </>
  );
}
