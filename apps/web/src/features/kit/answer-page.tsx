/**
 * Somebody who holds the sheet from the safe asks to be an owner: approve, when they stand there; or refuse.
 * @module
 */
import { ShieldCheck, ShieldX, UserCheck } from 'lucide-react';
import { useState } from 'react';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useClient, useInstitution, useSnapshot } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { dayText } from '../../ui/dates.ts';
import { Confirm } from '../../ui/dialog.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Field } from '../../ui/field.tsx';
import { Hint } from '../../ui/notice.tsx';
import { FormBody, Page, Section } from '../../ui/page.tsx';
import { isOwner, mayApprove } from './is-owner.ts';

function Approve() {
  const t = useTexts('kit');
  const client = useClient();
  const { run, isRunning, failure } = useCommand();
  const [digits, setDigits] = useState('');
  return (
    <FormBody label={t('approve')} onSubmit={() => void run(() => client.approveRecovery(digits))}>
      <p>{t('approveText')}</p>
      <Field
        label={t('digits')}
        hint={t('digitsHint')}
        value={digits}
        onChange={setDigits}
        autoComplete="off"
        maxLength={30}
        isCode
        isRequired
      />
      <FailureNotice failure={failure} />
      <Button kind="primary" type="submit" icon={UserCheck} isBusy={isRunning}>
        {t('approve')}
      </Button>
    </FormBody>
  );
}

function Refuse({ onRefused }: { onRefused: () => void }) {
  const t = useTexts('kit');
  const client = useClient();
  const { run, isRunning, failure } = useCommand();
  const [isAsking, setAsking] = useState(false);
  const refuse = async () => {
    const { isDone } = await run(() => client.vetoRecovery());
    if (!isDone) return;
    setAsking(false);
    onRefused();
  };
  return (
    <>
      <p>{t('refuseText')}</p>
      <Button kind="danger" icon={ShieldX} onPress={() => setAsking(true)}>
        {t('refuse')}
      </Button>
      <Confirm
        isOpen={isAsking}
        title={t('refuseTitle')}
        yes={t('refuse')}
        no={t('cancel')}
        isBusy={isRunning}
        onYes={() => void refuse()}
        onNo={() => setAsking(false)}
      >
        <p>{t('refuseWhat')}</p>
        <FailureNotice failure={failure} />
      </Confirm>
    </>
  );
}

export default function AnswerPage() {
  const t = useTexts('kit');
  const snapshot = useSnapshot();
  const { recovery } = useInstitution();
  const [isRefused, setRefused] = useState(false);
  const back = { to: '/', label: t('home') };
  if (isRefused) {
    return (
      <Page title={t('answerTitle')} back={back} isNarrow>
        <Hint>{t('refused')}</Hint>
        <ButtonLink kind="primary" to="/tresorblatt/neu">
          {t('newTitle')}
        </ButtonLink>
      </Page>
    );
  }
  if (recovery === null || !mayApprove(snapshot)) {
    return (
      <Page title={t('answerTitle')} back={back} isNarrow>
        <Empty icon={ShieldCheck}>{t('answerNothing')}</Empty>
      </Page>
    );
  }
  const intro = t('answerIntro', { since: dayText(recovery.since), from: dayText(recovery.from) });
  return (
    <Page title={t('answerTitle')} under={intro} back={back} isNarrow>
      <Section title={t('knownTitle')}>
        <Card>{recovery.isApproved ? <p>{t('approved')}</p> : <Approve />}</Card>
      </Section>
      <Section title={t('unknownTitle')}>
        <Card>{isOwner(snapshot) ? <Refuse onRefused={() => setRefused(true)} /> : <p>{t('carrierRefuse')}</p>}</Card>
      </Section>
    </Page>
  );
}
