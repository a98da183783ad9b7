/**
 * The way back without a password: login name and the code from the sheet, then a new password.
 * @module
 */
import { useState } from 'react';
import { useLocation } from 'wouter';
import { PasswordField, useAccountCheck } from '../../shell/account-fields.tsx';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useClient } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Field } from '../../ui/field.tsx';
import { Hint } from '../../ui/notice.tsx';
import { FormBody, Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';

interface Answers {
  login: string;
  code: string;
  password: string;
}

function RecoverForm() {
  const t = useTexts('access');
  const client = useClient();
  const [, navigate] = useLocation();
  const check = useAccountCheck();
  const { run, isRunning, failure } = useCommand();
  const [answers, setAnswers] = useState<Answers>({ login: '', code: '', password: '' });
  const [mistakes, setMistakes] = useState<Partial<Answers>>({});
  const submit = async () => {
    const { login, code, password } = answers;
    const outcome = await run(async () => {
      const found: Partial<Answers> = { ...(await check({ login, password }, [])) };
      if (code.trim() === '') found.code = t('missing');
      setMistakes(found);
      if (Object.keys(found).length > 0) return false;
      await client.recover(login, code, password);
      return true;
    });
    if (outcome.isDone && outcome.value) navigate('/', { replace: true });
  };
  return (
    <Card>
      <FormBody label={t('recoverTitle')} onSubmit={() => void submit()}>
        <Field
          label={t('loginName')}
          value={answers.login}
          onChange={(login) => setAnswers({ ...answers, login })}
          error={mistakes.login ?? null}
          autoComplete="username"
          autoCapitalize="none"
          maxLength={100}
          isRequired
        />
        <Field
          label={t('paperCode')}
          hint={t('codeHint')}
          value={answers.code}
          onChange={(code) => setAnswers({ ...answers, code })}
          error={mistakes.code ?? null}
          autoComplete="off"
          autoCapitalize="characters"
          maxLength={60}
          isCode
          isRequired
        />
        <PasswordField
          label={t('nextPassword')}
          value={answers.password}
          onChange={(password) => setAnswers({ ...answers, password })}
          mistake={mistakes.password ?? null}
          isNew
        />
        <FailureNotice failure={failure} />
        {isRunning && <Skeleton label={t('recovering')} rows={1} />}
        <Button kind="primary" type="submit" isBusy={isRunning}>
          {t('recover')}
        </Button>
      </FormBody>
    </Card>
  );
}

export default function RecoverPage() {
  const t = useTexts('access');
  return (
    <Page title={t('recoverTitle')} under={t('recoverIntro')} back={{ to: '/anmelden', label: t('back') }} isNarrow>
      <RecoverForm />
      <Hint>{t('noCode')}</Hint>
    </Page>
  );
}
