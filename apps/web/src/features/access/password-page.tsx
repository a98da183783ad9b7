/**
 * Another password: the old one is asked for, and opens nothing any more afterwards.
 * @module
 */
import { useState } from 'react';
import { PasswordField, useAccountCheck } from '../../shell/account-fields.tsx';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useClient, useSnapshot } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Hint } from '../../ui/notice.tsx';
import { FormBody, Page } from '../../ui/page.tsx';

function ChangeForm({ onDone }: { onDone: () => void }) {
  const t = useTexts('access');
  const client = useClient();
  const { login } = useSnapshot();
  const check = useAccountCheck();
  const { run, isRunning, failure } = useCommand();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [mistakes, setMistakes] = useState<{ current?: string; next?: string }>({});
  const submit = async () => {
    const outcome = await run(async () => {
      const { password } = await check({ login: login ?? '', password: next }, []);
      const found: typeof mistakes = {
        ...(current === '' ? { current: t('missing') } : {}),
        ...(password === undefined ? {} : { next: password }),
      };
      setMistakes(found);
      if (Object.keys(found).length > 0) return false;
      await client.changePassword(current, next);
      return true;
    });
    if (outcome.isDone && outcome.value) onDone();
  };
  return (
    <Card>
      <FormBody label={t('newPassword')} onSubmit={() => void submit()}>
        <PasswordField
          label={t('currentPassword')}
          value={current}
          onChange={setCurrent}
          mistake={mistakes.current ?? null}
          isNew={false}
        />
        <PasswordField
          label={t('nextPassword')}
          value={next}
          onChange={setNext}
          mistake={mistakes.next ?? null}
          isNew
        />
        <FailureNotice failure={failure} />
        <Button kind="primary" type="submit" isBusy={isRunning}>
          {t('changePassword')}
        </Button>
      </FormBody>
    </Card>
  );
}

export default function PasswordPage() {
  const t = useTexts('access');
  const [isDone, setDone] = useState(false);
  return (
    <Page title={t('newPassword')} under={t('passwordIntro')} back={{ to: '/anmeldung', label: t('back') }} isNarrow>
      {isDone ? (
        <>
          <Hint>{t('passwordChanged')}</Hint>
          <ButtonLink kind="primary" to="/">
            {t('home')}
          </ButtonLink>
        </>
      ) : (
        <ChangeForm onDone={() => setDone(true)} />
      )}
    </Page>
  );
}
