/**
 * With the sheet from the safe, on a device that knows nothing: what stands on it, and an account for whoever is to lead from now on.
 * @module
 */
import { tidyLine } from '@obhut/domain/kernel/text.ts';
import { useState } from 'react';
import { AccountFields, noAccount, useAccountCheck, type AccountMistakes } from '../../shell/account-fields.tsx';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useClient, useSnapshot, type KitForm, type KitMistakes } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { OneOf } from '../../ui/choice.tsx';
import { Field } from '../../ui/field.tsx';
import { Hint } from '../../ui/notice.tsx';
import { FormBody, Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TypedSheets, type Typed } from './typed-sheets.tsx';

/** By how the kit was printed: six lines, or seven on each of two sheets out of three. */
const blank: Readonly<Record<KitForm, Typed>> = {
  one: [Array.from({ length: 6 }, () => '')],
  three: [Array.from({ length: 7 }, () => ''), Array.from({ length: 7 }, () => '')],
};

type Mistakes = AccountMistakes & { name?: string; kit?: KitMistakes };

function RecoverForm() {
  const t = useTexts('kit');
  const client = useClient();
  const { login } = useSnapshot();
  const checkAccount = useAccountCheck();
  const { run, isRunning, failure } = useCommand();
  const [form, setForm] = useState<KitForm>('one');
  const [sheets, setSheets] = useState(blank.one);
  const [name, setName] = useState('');
  const [account, setAccount] = useState(noAccount);
  const [mistakes, setMistakes] = useState<Mistakes>({});
  const choose = (next: KitForm) => {
    setForm(next);
    setSheets(blank[next]);
    setMistakes({});
  };
  const submit = () =>
    run(async () => {
      const found: Mistakes = login === null ? await checkAccount(account, [name]) : {};
      const typed = sheets.map((lines) => [...lines]);
      const kit = await client.checkKit(typed);
      if (kit.pair !== null || kit.lines.flat().length > 0) found.kit = kit;
      if (tidyLine(name) === '') found.name = t('missing');
      setMistakes(found);
      if (Object.keys(found).length > 0) return;
      if (login === null) await client.register(account.login, account.password);
      const facts = [{ type: 'profile/named@1', body: { name: tidyLine(name) }, expiry: 0, notify: 'none' as const }];
      await client.requestRecovery(typed, facts);
    });
  return (
    <FormBody label={t('recoverTitle')} onSubmit={() => void submit()}>
      <OneOf
        label={t('inHand')}
        options={[
          { value: 'one', label: t('inHandOne') },
          { value: 'three', label: t('inHandTwo'), note: t('inHandTwoNote') },
        ]}
        value={form}
        onChange={choose}
      />
      <TypedSheets sheets={sheets} mistakes={mistakes.kit ?? null} onChange={setSheets} />
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
