/**
 * Another Tresorblatt in the place of one that was used or lost. It holds when its last group has been typed from the paper.
 * @module
 */
import { Printer } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useClient, useInstitution, useSnapshot, type KitForm, type KitSheet } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Field } from '../../ui/field.tsx';
import { Hint } from '../../ui/notice.tsx';
import { FormBody, Page } from '../../ui/page.tsx';
import { Progress } from '../../ui/progress.tsx';
import { FormChoice } from './form-choice.tsx';
import { KitSheets } from './kit-sheet.tsx';

function Draw({ onDrawn }: { onDrawn: (sheets: readonly KitSheet[]) => void }) {
  const t = useTexts('kit');
  const client = useClient();
  const { hasKit } = useInstitution();
  const { run, isRunning, failure } = useCommand();
  const [form, setForm] = useState<KitForm>('one');
  const draw = async () => {
    const outcome = await run(() => client.drawKit(form));
    if (outcome.isDone) onDrawn(outcome.value);
  };
  return (
    <Card>
      <FormBody label={t('newTitle')} onSubmit={() => void draw()}>
        <p>{hasKit ? t('newReplaces') : t('newNone')}</p>
        <FormChoice form={form} onChange={setForm} />
        <FailureNotice failure={failure} />
        <Button kind="primary" type="submit" isBusy={isRunning}>
          {form === 'one' ? t('draw') : t('drawThree')}
        </Button>
      </FormBody>
    </Card>
  );
}

function Exchange() {
  const t = useTexts('kit');
  const { mending } = useSnapshot();
  if (mending === null) return null;
  const { done, total } = mending;
  return <Progress label={t('exchange')} text={t('exchangeValue', { done, total })} done={done} total={total} />;
}

function Confirm({ sheets, onKept }: { sheets: readonly KitSheet[]; onKept: () => void }) {
  const t = useTexts('kit');
  const client = useClient();
  const { run, isRunning, failure } = useCommand();
  const [groups, setGroups] = useState<readonly string[]>(() => sheets.map(() => ''));
  const keep = async () => {
    const { isDone } = await run(() => client.keepKit([...groups]));
    if (isDone) onKept();
  };
  return (
    <FormBody label={t('confirm')} onSubmit={() => void keep()}>
      {sheets.map(({ part }, index) => (
        <Field
          key={part?.number ?? 'one'}
          label={part === null ? t('lastGroup') : t('lastGroupOf', { number: part.number })}
          hint={t('lastGroupHint')}
          value={groups[index] ?? ''}
          onChange={(group) => setGroups(groups.with(index, group))}
          autoComplete="off"
          autoCapitalize="characters"
          maxLength={12}
          isCode
          isRequired
        />
      ))}
      <Exchange />
      <FailureNotice failure={failure} />
      <ButtonRow>
        <Button icon={Printer} onPress={() => window.print()}>
          {t('print')}
        </Button>
        <Button kind="primary" type="submit" isBusy={isRunning}>
          {sheets.length === 1 ? t('kept') : t('keptThree')}
        </Button>
      </ButtonRow>
    </FormBody>
  );
}

export default function NewKitPage() {
  const t = useTexts('kit');
  const [, navigate] = useLocation();
  const { isKitDue } = useSnapshot();
  const [wasDue] = useState(isKitDue);
  const [kit, setKit] = useState<readonly KitSheet[] | null>(null);
  return (
    <Page
      title={t('newTitle')}
      under={kit === null ? t('newIntro') : kit.length === 1 ? t('newShown') : t('newShownThree')}
      {...(wasDue ? {} : { back: { to: '/mehr', label: t('back') } })}
      isNarrow={kit === null}
    >
      {kit === null ? (
        <>
          {wasDue && <Hint>{t('newDue')}</Hint>}
          <Draw onDrawn={setKit} />
        </>
      ) : (
        <>
          <KitSheets sheets={kit} />
          <Confirm sheets={kit} onKept={() => navigate('/', { replace: true })} />
        </>
      )}
    </Page>
  );
}
