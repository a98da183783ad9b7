/**
 * Founding: what the institution is called, where it lies and who runs it; who founds it, and their account.
 * @module
 */
import { institutionKinds, type InstitutionDescribed, type InstitutionKind } from '@obhut/domain/institution.ts';
import { wallAt } from '@obhut/domain/kernel/local-time.ts';
import { tidyLine } from '@obhut/domain/kernel/text.ts';
import { lastBeginning } from '@obhut/domain/years.ts';
import { useState } from 'react';
import { AccountFields, noAccount, useAccountCheck, type AccountMistakes } from '../../shell/account-fields.tsx';
import { FailureNotice } from '../../shell/failure.tsx';
import { forgetFragment, useFragment } from '../../shell/fragment.ts';
import { useTexts } from '../../shell/i18n.ts';
import { useClient, useSnapshot } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { OneOf } from '../../ui/choice.tsx';
import { Field } from '../../ui/field.tsx';
import { Hint } from '../../ui/notice.tsx';
import { FormBody, Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { described, nothingSaid, type Missing } from './description.ts';
import { DescriptionFields } from './description-fields.tsx';

interface Answers {
  code: string;
  name: string;
  kind: InstitutionKind | null;
  yourName: string;
}

type Mistakes = AccountMistakes & Partial<Record<keyof Answers, string>>;

/** Nothing of it expires, and nobody is told. The year is the one that goes on on `today`. */
function factsOf(named: { name: string; kind: InstitutionKind }, said: InstitutionDescribed, yourName: string) {
  const forever = { expiry: 0, notify: 'none' } as const;
  const { yearBegins } = said;
  const today = wallAt(Date.now()).date;
  const year =
    yearBegins === '' ? [] : [{ type: 'year/opened@1', body: { from: lastBeginning(yearBegins, today) }, ...forever }];
  return [
    { type: 'institution/named@1', body: named, ...forever },
    { type: 'institution/described@1', body: said, ...forever },
    ...year,
    { type: 'profile/named@1', body: { name: yourName }, ...forever },
  ];
}

export default function FoundingPage() {
  const t = useTexts('founding');
  const client = useClient();
  const fragment = useFragment();
  const { login } = useSnapshot();
  const checkAccount = useAccountCheck();
  const { run, isRunning, failure } = useCommand();
  const [answers, setAnswers] = useState<Answers>({ code: '', name: '', kind: null, yourName: '' });
  const [account, setAccount] = useState(noAccount);
  const [description, setDescription] = useState(nothingSaid);
  const [mistakes, setMistakes] = useState<Mistakes>({});
  const [missing, setMissing] = useState<readonly Missing[]>([]);
  const isScanned = fragment !== '';

  const submit = () =>
    run(async () => {
      const code = isScanned ? fragment : answers.code.trim();
      const [name, yourName, kind] = [tidyLine(answers.name), tidyLine(answers.yourName), answers.kind];
      const found: Mistakes = login === null ? await checkAccount(account, [name, yourName]) : {};
      if (code === '') found.code = t('missing');
      if (name === '') found.name = t('missing');
      if (yourName === '') found.yourName = t('missing');
      if (kind === null) found.kind = t('kindMissing');
      const checked = described(description, kind);
      setMistakes(found);
      setMissing('missing' in checked ? checked.missing : []);
      if (Object.keys(found).length > 0 || kind === null || 'missing' in checked) return;
      if (login === null) await client.register(account.login, account.password);
      await client.found({ code, facts: factsOf({ name, kind }, checked.said, yourName) });
      forgetFragment();
    });

  const labels = { kita: t('kita'), school: t('school'), home: t('home') };
  return (
    <Page title={t('title')} under={t('intro')} isNarrow>
      <Card>
        <FormBody label={t('title')} onSubmit={() => void submit()}>
          {!isScanned && (
            <Field
              label={t('code')}
              hint={t('codeHint')}
              value={answers.code}
              onChange={(code) => setAnswers({ ...answers, code })}
              error={mistakes.code ?? null}
              autoCapitalize="none"
              isRequired
            />
          )}
          <Field
            label={t('name')}
            hint={t('nameHint')}
            value={answers.name}
            onChange={(name) => setAnswers({ ...answers, name })}
            error={mistakes.name ?? null}
            autoComplete="organization"
            maxLength={200}
            isRequired
          />
          <OneOf
            label={t('kind')}
            value={answers.kind}
            onChange={(kind) => setAnswers({ ...answers, kind })}
            options={institutionKinds.map((value) => ({ value, label: labels[value] }))}
            error={mistakes.kind ?? null}
          />
          <DescriptionFields kind={answers.kind} draft={description} onChange={setDescription} missing={missing} />
          <Field
            label={t('yourName')}
            hint={t('yourNameHint')}
            value={answers.yourName}
            onChange={(yourName) => setAnswers({ ...answers, yourName })}
            error={mistakes.yourName ?? null}
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
          {isRunning && <Skeleton label={t('busy')} rows={1} />}
          <Button kind="primary" type="submit" isBusy={isRunning}>
            {t('submit')}
          </Button>
        </FormBody>
      </Card>
    </Page>
  );
}
