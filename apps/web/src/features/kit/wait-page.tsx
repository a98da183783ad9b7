/**
 * Whoever has asked with the sheet from the safe waits here, over days and reloads, until somebody answers or the time has passed.
 * @module
 */
import { useState } from 'react';
import { useLocation } from 'wouter';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useClient, useSnapshot, type Recovering } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { usePolling } from '../../shell/use-polling.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { dayText } from '../../ui/dates.ts';
import { Confirm } from '../../ui/dialog.tsx';
import { Hint } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import styles from './kit.module.css';

const everyMs = 10_000;

function Waiting({ recovering }: { recovering: Recovering }) {
  const t = useTexts('kit');
  const client = useClient();
  const failure = usePolling(
    true,
    async () => {
      await client.awaitRecovery();
      return client.snapshot().recovering?.state !== 'waiting';
    },
    everyMs,
  );
  return (
    <>
      <Card>
        <p>{t('waitDigits')}</p>
        <output className={styles['digits']} aria-label={t('digits')} data-testid="digits">
          {recovering.digits.replaceAll(/.{4}(?=.)/gu, '$& ')}
        </output>
        <p>{t('waitUntil', { since: dayText(recovering.since), from: dayText(recovering.from) })}</p>
      </Card>
      <FailureNotice failure={failure} />
      <Hint>{t('waitHint')}</Hint>
    </>
  );
}

/** The sheet's secret leaves the device. */
function GiveUp({ isSure }: { isSure: boolean }) {
  const t = useTexts('kit');
  const client = useClient();
  const [, navigate] = useLocation();
  const { run, isRunning, failure } = useCommand();
  const [isAsking, setAsking] = useState(false);
  const giveUp = async () => {
    const { isDone } = await run(() => client.giveUpRecovery());
    if (isDone) navigate('/mit-tresorblatt', { replace: true });
  };
  return (
    <>
      <Button kind={isSure ? 'primary' : 'quiet'} onPress={isSure ? () => void giveUp() : () => setAsking(true)}>
        {isSure ? t('again') : t('giveUp')}
      </Button>
      {!isAsking && <FailureNotice failure={failure} />}
      <Confirm
        isOpen={isAsking}
        title={t('giveUpTitle')}
        yes={t('giveUp')}
        no={t('cancel')}
        isBusy={isRunning}
        onYes={() => void giveUp()}
        onNo={() => setAsking(false)}
      >
        <p>{t('giveUpText')}</p>
        <FailureNotice failure={failure} />
      </Confirm>
    </>
  );
}

export default function WaitPage() {
  const t = useTexts('kit');
  const { recovering } = useSnapshot();
  if (recovering === null) return null;
  const { state } = recovering;
  return (
    <Page title={t('waitTitle')} {...(state === 'waiting' ? { under: t('waitIntro') } : {})} isNarrow>
      {state === 'waiting' && <Waiting recovering={recovering} />}
      {state === 'refused' && <Hint>{t('waitRefused')}</Hint>}
      {state === 'used-up' && <Hint>{t('waitUsedUp')}</Hint>}
      <GiveUp isSure={state !== 'waiting'} />
    </Page>
  );
}
