/**
 * Another Tresorblatt in the place of one that was used or lost. It holds when its last group has been typed from the paper.
 * @module
 */
import { Printer } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useClient, useInstitution, useSnapshot } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Field } from '../../ui/field.tsx';
import { Hint } from '../../ui/notice.tsx';
import { FormBody, Page } from '../../ui/page.tsx';
import { Progress } from '../../ui/progress.tsx';
import { KitSheet } from './kit-sheet.tsx';

function Draw({ onDrawn }: { onDrawn: (kit: string) => void }) {
  const t = useTexts('kit');
  const client = useClient();
  const { hasKit } = useInstitution();
  const { run, isRunning, failure } = useCommand();
  const draw = async () => {
    const outcome = await run(() => client.drawKit());
    if (outcome.isDone) onDrawn(outcome.value);
  };
  return (
    <Card>
      <FormBody label={t('newTitle')} onSubmit={() => void draw()}>
        <p>{hasKit ? t('newReplaces') : t('newNone')}</p>
        <FailureNotice failure={failure} />
        <Button kind="primary" type="submit" isBusy={isRunning}>
          {t('draw')}
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

function Confirm({ onKept }: { onKept: () => void }) {
  const t = useTexts('kit');
  const client = useClient();
  const { run, isRunning, failure } = useCommand();
  const [group, setGroup] = useState('');
  const keep = async () => {
    const { isDone } = await run(() => client.keepKit(group));
    if (isDone) onKept();
  };
  return (
    <FormBody label={t('confirm')} onSubmit={() => void keep()}>
      <Field
        label={t('lastGroup')}
        hint={t('lastGroupHint')}
        value={group}
        onChange={setGroup}
        autoComplete="off"
        autoCapitalize="characters"
        maxLength={12}
        isCode
        isRequired
      />
      <Exchange />
      <FailureNotice failure={failure} />
      <ButtonRow>
        <Button icon={Printer} onPress={() => window.print()}>
          {t('print')}
        </Button>
        <Button kind="primary" type="submit" isBusy={isRunning}>
          {t('kept')}
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
  const [kit, setKit] = useState<string | null>(null);
  return (
    <Page
      title={t('newTitle')}
      under={kit === null ? t('newIntro') : t('newShown')}
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
          <KitSheet kit={kit} />
          <Confirm onKept={() => navigate('/', { replace: true })} />
        </>
      )}
    </Page>
  );
}
