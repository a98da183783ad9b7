/**
 * The end of the account: what goes, what stays, and the name typed once more.
 * @module
 */
import { useState } from 'react';
import { useLocation } from 'wouter';
import { PasswordField } from '../../shell/account-fields.tsx';
import { forgetDrafts } from '../../shell/drafts.ts';
import { forgetSeen } from '../../shell/seen.ts';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useBeside, useClient, useSnapshot } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Field } from '../../ui/field.tsx';
import { Hint } from '../../ui/notice.tsx';
import { FormBody, Page, Section } from '../../ui/page.tsx';
import styles from './access.module.css';

export default function DeletePage() {
  const t = useTexts('access');
  const client = useClient();
  const [, navigate] = useLocation();
  const { login, institution } = useSnapshot();
  const everywhere = [institution, ...useBeside().map(({ snapshot }) => snapshot.institution)];
  const { run, isRunning, failure } = useCommand();
  const [typed, setTyped] = useState('');
  const [password, setPassword] = useState('');
  const [mistakes, setMistakes] = useState<{ name?: string; password?: string }>({});
  const submit = async () => {
    const found: typeof mistakes = {
      ...(typed.trim().toLowerCase() === login ? {} : { name: t('deleteNameWrong') }),
      ...(password === '' ? { password: t('missing') } : {}),
    };
    setMistakes(found);
    if (Object.keys(found).length > 0) return;
    const { isDone } = await run(() => client.deleteAccount(password));
    if (!isDone) return;
    forgetDrafts();
    forgetSeen();
    navigate('/anmelden', { replace: true });
  };
  return (
    <Page title={t('deleteAccount')} under={t('deleteIntro')} back={{ to: '/anmeldung', label: t('back') }} isNarrow>
      <Section title={t('deleteGoes')}>
        <ul className={styles['points']}>
          <li>{t('deleteGoes1')}</li>
          <li>{t('deleteGoes2')}</li>
        </ul>
      </Section>
      <Section title={t('deleteStays')}>
        <ul className={styles['points']}>
          <li>{t('deleteStays1')}</li>
          <li>{t('deleteStays2')}</li>
        </ul>
      </Section>
      {everywhere.some((one) => one?.standing === 'staff') && <Hint>{t('deleteStaff')}</Hint>}
      <Card>
        <FormBody label={t('deleteAccount')} onSubmit={() => void submit()}>
          <Field
            label={t('deleteName')}
            hint={t('deleteNameHint', { login: login ?? '' })}
            value={typed}
            onChange={setTyped}
            error={mistakes.name ?? null}
            autoComplete="off"
            autoCapitalize="none"
            maxLength={100}
            isRequired
          />
          <PasswordField
            label={t('yourPassword')}
            value={password}
            onChange={setPassword}
            mistake={mistakes.password ?? null}
            isNew={false}
          />
          <FailureNotice failure={failure} />
          <Button kind="danger" type="submit" isBusy={isRunning}>
            {t('deleteYes')}
          </Button>
        </FormBody>
      </Card>
    </Page>
  );
}
