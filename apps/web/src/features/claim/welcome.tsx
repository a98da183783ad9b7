/**
 * The letter is open: what may be read with it, and the step to one's own access.
 * @module
 */
import { institution, nameAndKind } from '@obhut/domain/institution.ts';
import { tidyLine } from '@obhut/domain/kernel/text.ts';
import { openLetters, people } from '@obhut/domain/people.ts';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { AccountFields, noAccount, useAccountCheck, type AccountMistakes } from '../../shell/account-fields.tsx';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { LanguageSwitch } from '../../shell/language-switch.tsx';
import { LetterViews } from '../../shell/slots.tsx';
import { useBeside, useBySpace, useClient, useInstitution, useModel, useSnapshot } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Field } from '../../ui/field.tsx';
import { Hint } from '../../ui/notice.tsx';
import { FormBody, Page, Section } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { PutAway } from './put-away.tsx';

/** To whom the letter in hand goes. */
function useAddressee(): { name: string | null; note: string } {
  const { me, spaces } = useInstitution();
  const states = useBySpace(people);
  const own = spaces.filter(({ kind, invites }) => kind === 'mailbox' && invites.includes(me));
  return openLetters(states, own)[0] ?? { name: null, note: '' };
}

function AccessForm({ addressee }: { addressee: string }) {
  const t = useTexts('claim');
  const client = useClient();
  const { login } = useSnapshot();
  const isJoining = useBeside().length > 0;
  const [, go] = useLocation();
  const institutionName = useModel(institution, nameAndKind)?.name ?? '';
  const checkAccount = useAccountCheck();
  const { run, isRunning, failure } = useCommand();
  const [typedName, setName] = useState<string | null>(null);
  const [account, setAccount] = useState(noAccount);
  const [mistakes, setMistakes] = useState<AccountMistakes & { name?: string }>({});
  const name = typedName ?? addressee;

  const submit = async () => {
    // Whoever is in is not here any more: the shell leads on, and what it shows by then must not be begun anew.
    await run(async () => {
      const found: typeof mistakes = login === null ? await checkAccount(account, [name, institutionName]) : {};
      if (tidyLine(name) === '') found.name = t('missing');
      setMistakes(found);
      if (Object.keys(found).length > 0) return;
      if (login === null) await client.register(account.login, account.password);
      await client.claim([{ type: 'profile/named@1', body: { name: tidyLine(name) }, expiry: 0, notify: 'none' }]);
      // Of who was in before nothing else is due that the shell would lead to.
      if (isJoining) go('/');
    });
  };

  return (
    <FormBody label={t('access')} onSubmit={() => void submit()}>
      {login === null && <p>{t('accessIntro')}</p>}
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
        <Hint>{isJoining ? t('joining', { login }) : t('signedInAs', { login })}</Hint>
      )}
      <FailureNotice failure={failure} />
      {isRunning && <Skeleton label={t('claiming')} rows={1} />}
      <ButtonRow>
        <Button kind="primary" type="submit" isBusy={isRunning}>
          {isJoining ? t('join') : t('claim')}
        </Button>
        <PutAway />
      </ButtonRow>
    </FormBody>
  );
}

export function Welcome() {
  const t = useTexts('claim');
  const institutionName = useModel(institution, nameAndKind)?.name;
  const { name, note } = useAddressee();
  const forWhom = name === null ? undefined : note === '' ? t('forWhom', { name }) : t('forWhomNote', { name, note });
  return (
    <Page
      title={institutionName === undefined ? t('welcomeNobody') : t('welcome', { name: institutionName })}
      {...(forWhom === undefined ? {} : { under: forWhom })}
      isNarrow
    >
      <LanguageSwitch />
      <LetterViews />
      <Section title={t('access')}>
        <Card>
          <AccessForm addressee={name ?? ''} />
        </Card>
      </Section>
    </Page>
  );
}
