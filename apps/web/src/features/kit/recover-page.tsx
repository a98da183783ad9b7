/**
 * With the sheet from the safe, on a device that knows nothing: its six lines, and an account for whoever is to lead from now on.
 * @module
 */
import { tidyLine } from '@obhut/domain/kernel/text.ts';
import { useState } from 'react';
import { AccountFields, noAccount, useAccountCheck, type AccountMistakes } from '../../shell/account-fields.tsx';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useClient, useSnapshot } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Field } from '../../ui/field.tsx';
import { Hint } from '../../ui/notice.tsx';
import { FormBody, Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';

const noLines: readonly string[] = ['', '', '', '', '', ''];

type Mistakes = AccountMistakes & { name?: string; lines?: readonly number[] };

function Lines({
  lines,
  wrong,
  onChange,
}: {
  lines: readonly string[];
  wrong: readonly number[];
  onChange: (lines: readonly string[]) => void;
}) {
  const t = useTexts('kit');
  return lines.map((line, index) => (
    <Field
      // Its place on the paper is what a line is.
      key={`line-${String(index)}`}
      label={t('line', { number: index + 1 })}
      value={line}
      onChange={(typed) => onChange(lines.with(index, typed))}
      error={wrong.includes(index) ? (line.trim() === '' ? t('missing') : t('lineWrong')) : null}
      autoComplete="off"
      autoCapitalize="characters"
      maxLength={40}
      isCode
      isRequired
    />
  ));
}

function RecoverForm() {
  const t = useTexts('kit');
  const client = useClient();
  const { login } = useSnapshot();
  const checkAccount = useAccountCheck();
  const { run, isRunning, failure } = useCommand();
  const [lines, setLines] = useState(noLines);
  const [name, setName] = useState('');
  const [account, setAccount] = useState(noAccount);
  const [mistakes, setMistakes] = useState<Mistakes>({});
  const submit = () =>
    run(async () => {
      const found: Mistakes = login === null ? await checkAccount(account, [name]) : {};
      const wrong = await client.checkKit([...lines]);
      if (wrong.length > 0) found.lines = wrong;
      if (tidyLine(name) === '') found.name = t('missing');
      setMistakes(found);
      if (Object.keys(found).length > 0) return;
      if (login === null) await client.register(account.login, account.password);
      const facts = [{ type: 'profile/named@1', body: { name: tidyLine(name) }, expiry: 0, notify: 'none' as const }];
      await client.requestRecovery([...lines], facts);
    });
  return (
    <FormBody label={t('recoverTitle')} onSubmit={() => void submit()}>
      <Lines lines={lines} wrong={mistakes.lines ?? []} onChange={setLines} />
      <Field
        label={t('yourName')}
        hint={t('yourNameHint')}
        value={name}
        onChange={setName}
        error={mistakes.name ?? null}
        autoComplete="name"
        maxLength={200}
        isRequired
      />
      {login === null ? (
        <AccountFields account={account} onChange={setAccount} mistakes={mistakes} isNew />
      ) : (
        <Hint>{t('signedInAs', { login })}</Hint>
      )}
      <FailureNotice failure={failure} />
      {isRunning && <Skeleton label={t('asking')} rows={1} />}
      <Button kind="primary" type="submit" isBusy={isRunning}>
        {t('ask')}
      </Button>
    </FormBody>
  );
}

export default function RecoverPage() {
  const t = useTexts('kit');
  return (
    <Page title={t('recoverTitle')} under={t('recoverIntro')} back={{ to: '/anmelden', label: t('login') }} isNarrow>
      <Hint>{t('recoverHint')}</Hint>
      <Card>
        <RecoverForm />
      </Card>
    </Page>
  );
}
