/**
 * Somebody who is signed in admits another device of theirs: its code, then the twelve digits that it shows.
 * @module
 */
import { useState } from 'react';
import { FailureNotice } from '../../shell/failure.tsx';
import { forgetFragment, useFragment } from '../../shell/fragment.ts';
import { useTexts } from '../../shell/i18n.ts';
import { useClient } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { usePolling } from '../../shell/use-polling.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Field } from '../../ui/field.tsx';
import { Hint } from '../../ui/notice.tsx';
import { FormBody, Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';

type Step = 'code' | 'waiting' | 'digits' | 'done';

function CodeForm({ onAnswered }: { onAnswered: () => void }) {
  const t = useTexts('access');
  const client = useClient();
  const fragment = useFragment();
  const { run, isRunning, failure } = useCommand();
  const [typed, setTyped] = useState<string | null>(null);
  const [mistake, setMistake] = useState<string | null>(null);
  const code = typed ?? fragment;
  const answer = async () => {
    setMistake(code.trim() === '' ? t('missing') : null);
    if (code.trim() === '') return;
    const { isDone } = await run(() => client.answerPairing(code));
    if (!isDone) return;
    forgetFragment();
    onAnswered();
  };
  return (
    <FormBody label={t('admit')} onSubmit={() => void answer()}>
      <Field
        label={t('pairingCode')}
        hint={t('pairingCodeHint')}
        value={code}
        onChange={setTyped}
        error={mistake}
        autoComplete="off"
        autoCapitalize="characters"
        maxLength={40}
        isCode
        isRequired
      />
      <FailureNotice failure={failure} />
      <Button kind="primary" type="submit" isBusy={isRunning}>
        {t('next')}
      </Button>
    </FormBody>
  );
}

function Waiting({ onReady }: { onReady: () => void }) {
  const t = useTexts('access');
  const client = useClient();
  const failure = usePolling(true, async () => {
    const isReady = await client.isPairingReady();
    if (isReady) onReady();
    return isReady;
  });
  return (
    <>
      <FailureNotice failure={failure} />
      {(failure === null || failure === 'offline') && <Skeleton label={t('pairing')} rows={1} />}
    </>
  );
}

function DigitsForm({ onDone }: { onDone: () => void }) {
  const t = useTexts('access');
  const client = useClient();
  const { run, isRunning, failure } = useCommand();
  const [digits, setDigits] = useState('');
  const admit = async () => {
    const { isDone } = await run(() => client.admitPaired(digits));
    if (isDone) onDone();
  };
  return (
    <FormBody label={t('admit')} onSubmit={() => void admit()}>
      <Field
        label={t('digits')}
        hint={t('digitsHint')}
        value={digits}
        onChange={setDigits}
        autoComplete="off"
        maxLength={20}
        isCode
        isRequired
      />
      <FailureNotice failure={failure} />
      <Button kind="primary" type="submit" isBusy={isRunning}>
        {t('admit')}
      </Button>
    </FormBody>
  );
}

export default function AdmitPage() {
  const t = useTexts('access');
  const [step, setStep] = useState<Step>('code');
  return (
    <Page title={t('admitTitle')} under={t('admitIntro')} back={{ to: '/anmeldung', label: t('back') }} isNarrow>
      {step === 'done' ? (
        <>
          <Hint>{t('admitted')}</Hint>
          <ButtonLink kind="primary" to="/">
            {t('home')}
          </ButtonLink>
        </>
      ) : (
        <>
          <Card>
            {step === 'code' && <CodeForm onAnswered={() => setStep('waiting')} />}
            {step === 'waiting' && <Waiting onReady={() => setStep('digits')} />}
            {step === 'digits' && <DigitsForm onDone={() => setStep('done')} />}
          </Card>
          <Hint>{t('admitWarning')}</Hint>
        </>
      )}
    </Page>
  );
}
