/**
 * A device that nobody is signed in on, beside one where somebody is: it shows a code, then twelve digits, and is in.
 * @module
 */
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useClient } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { usePolling } from '../../shell/use-polling.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Page } from '../../ui/page.tsx';
import { QrCode } from '../../ui/qr.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './access.module.css';

function addressOf(code: string): string {
  return `${window.location.origin}/geraet#${code.replaceAll(' ', '')}`;
}

function ShownCode({ code }: { code: string }) {
  const t = useTexts('access');
  return (
    <Card>
      <ol className={styles['steps']}>
        <li>{t('applyStep1')}</li>
        <li>{t('applyStep2')}</li>
      </ol>
      <QrCode text={addressOf(code)} label={t('qrLabel')} className={styles['qr']} />
      <p className={styles['digits']} data-testid="pairing-code">
        {code}
      </p>
    </Card>
  );
}

function ShownDigits({ digits }: { digits: string }) {
  const t = useTexts('access');
  return (
    <Card>
      <p>{t('digitsShown')}</p>
      <output className={styles['digits']} data-testid="digits">
        {digits.replaceAll(/.{4}(?=.)/gu, '$& ')}
      </output>
    </Card>
  );
}

export default function NewDevicePage() {
  const t = useTexts('access');
  const client = useClient();
  const [, navigate] = useLocation();
  const { run, isRunning, failure } = useCommand();
  const [code, setCode] = useState<string | null>(null);
  const [digits, setDigits] = useState<string | null>(null);
  useEffect(() => {
    void run(async () => setCode(await client.applyForPairing()));
  }, [client, run]);
  const begin = () => {
    setDigits(null);
    setCode(null);
    void run(async () => setCode(await client.applyForPairing()));
  };
  const lost = usePolling(code !== null, async () => {
    const applied = await client.awaitPairing();
    setDigits(applied.digits);
    if (applied.isIn) navigate('/', { replace: true });
    return applied.isIn;
  });
  // Out of reach for a moment is no reason to begin anew.
  const isLost = (code === null && failure !== null) || (lost !== null && lost !== 'offline');
  return (
    <Page title={t('newDevice')} under={t('newDeviceIntro')} back={{ to: '/anmelden', label: t('back') }} isNarrow>
      {code === null && isRunning && <Skeleton label={t('loading')} rows={3} />}
      {code !== null && !isLost && (digits === null ? <ShownCode code={code} /> : <ShownDigits digits={digits} />)}
      <FailureNotice failure={failure ?? lost} />
      {isLost && (
        <Button kind="primary" onPress={begin}>
          {t('newCode')}
        </Button>
      )}
    </Page>
  );
}
