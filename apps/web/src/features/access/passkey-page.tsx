/**
 * A passkey: the password once more, then the device asks for finger, face or PIN.
 * @module
 */
import { useState } from 'react';
import { PasswordField } from '../../shell/account-fields.tsx';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { createPasskey, hasPasskeys } from '../../shell/passkey.ts';
import { useClient, useSnapshot } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Hint } from '../../ui/notice.tsx';
import { FormBody, Page } from '../../ui/page.tsx';

function PasskeyForm({ onDone }: { onDone: () => void }) {
  const t = useTexts('access');
  const client = useClient();
  const { login } = useSnapshot();
  const { run, isRunning, failure } = useCommand();
  const [password, setPassword] = useState('');
  const [mistake, setMistake] = useState<string | null>(null);
  const make = async () => {
    setMistake(password === '' ? t('missing') : null);
    if (password === '') return;
    const { isDone } = await run(async () => {
      await client.checkPassword(password);
      await client.addPasskey(await createPasskey(login ?? ''));
    });
    if (isDone) onDone();
  };
  return (
    <Card>
      <FormBody label={t('newPasskey')} onSubmit={() => void make()}>
        <PasswordField
          label={t('yourPassword')}
          value={password}
          onChange={setPassword}
          mistake={mistake}
          isNew={false}
        />
        <FailureNotice failure={failure} />
        <Button kind="primary" type="submit" isBusy={isRunning}>
          {t('makePasskey')}
        </Button>
      </FormBody>
    </Card>
  );
}

export default function PasskeyPage() {
  const t = useTexts('access');
  const [isDone, setDone] = useState(false);
  return (
    <Page title={t('newPasskey')} under={t('passkeyIntro')} back={{ to: '/anmeldung', label: t('back') }} isNarrow>
      {isDone && (
        <>
          <Hint>{t('passkeyMade')}</Hint>
          <ButtonLink kind="primary" to="/anmeldung">
            {t('back')}
          </ButtonLink>
        </>
      )}
      {!isDone && !hasPasskeys() && <Hint>{t('passkeyNone')}</Hint>}
      {!isDone && hasPasskeys() && <PasskeyForm onDone={() => setDone(true)} />}
    </Page>
  );
}
