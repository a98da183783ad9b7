/**
 * A device was lost on which one was signed in: what ends, what stays, the password, and new keys.
 * @module
 */
import { useState } from 'react';
import { PasswordField } from '../../shell/account-fields.tsx';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useClient, useSnapshot } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { FormBody, Page, Section } from '../../ui/page.tsx';
import { Progress } from '../../ui/progress.tsx';
import styles from './access.module.css';

function Renewing() {
  const t = useTexts('access');
  const { mending } = useSnapshot();
  if (mending === null) return null;
  const { done, total } = mending;
  return <Progress label={t('renewing')} text={t('renewingValue', { done, total })} done={done} total={total} />;
}

export default function LostPage() {
  const t = useTexts('access');
  const client = useClient();
  const { run, isRunning, failure } = useCommand();
  const [password, setPassword] = useState('');
  const [mistake, setMistake] = useState<string | null>(null);
  const submit = async () => {
    setMistake(password === '' ? t('missing') : null);
    // The sheet for the new secret follows by itself.
    if (password !== '') await run(() => client.renew(password));
  };
  return (
    <Page title={t('lost')} under={t('lostIntro')} back={{ to: '/anmeldung', label: t('back') }} isNarrow>
      <Section title={t('lostGoes')}>
        <ul className={styles['points']}>
          <li>{t('lostGoes1')}</li>
          <li>{t('lostGoes2')}</li>
        </ul>
      </Section>
      <Section title={t('lostStays')}>
        <ul className={styles['points']}>
          <li>{t('lostStays1')}</li>
          <li>{t('lostStays2')}</li>
        </ul>
      </Section>
      <Card>
        <FormBody label={t('lost')} onSubmit={() => void submit()}>
          <PasswordField
            label={t('yourPassword')}
            value={password}
            onChange={setPassword}
            mistake={mistake}
            isNew={false}
          />
          <FailureNotice failure={failure} />
          <Renewing />
          <Button kind="danger" type="submit" isBusy={isRunning}>
            {t('lostYes')}
          </Button>
        </FormBody>
      </Card>
    </Page>
  );
}
