/**
 * One's own PIN: from here on one works as oneself.
 * @module
 */
import { Unlock } from 'lucide-react';
import { useState } from 'react';
import { Redirect, useParams } from 'wouter';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useClient, type TabletPerson } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Face } from '../../ui/face.tsx';
import { Mistake } from '../../ui/notice.tsx';
import { FormBody, Page } from '../../ui/page.tsx';
import { Keypad } from './keypad.tsx';
import { pinLength } from './poor-pin.ts';
import styles from './tablet.module.css';
import { useTablet } from './use-tablet.ts';

function UsedUp() {
  const t = useTexts('tablet');
  return (
    <Card>
      <div className={styles['stack']}>
        <p role="alert">{t('usedUp')}</p>
        <ButtonLink kind="primary" to="/pin/neu">
          {t('usedUpNew')}
        </ButtonLink>
      </div>
    </Card>
  );
}

function PinForm({ person: { id, label } }: { person: TabletPerson }) {
  const t = useTexts('tablet');
  const client = useClient();
  const { run, isRunning, failure } = useCommand();
  const [pin, setPin] = useState('');
  const [left, setLeft] = useState<number | null>(null);
  const isShort = pin.length < pinLength.least;
  const submit = async () => {
    if (isShort) return;
    const outcome = await run(() => client.unlockByPin(id, pin));
    setPin('');
    setLeft(outcome.isDone && !outcome.value.isIn ? outcome.value.left : null);
  };
  const change = (next: string) => {
    setPin(next);
    setLeft(null);
  };
  return (
    <Card>
      <FormBody label={t('pinOf', { name: label })} onSubmit={() => void submit()}>
        <Keypad label={t('pin')} value={pin} onChange={change} />
        {left !== null && <Mistake>{t('wrong', { left })}</Mistake>}
        <FailureNotice failure={failure} />
        <Button kind="primary" type="submit" icon={Unlock} isBusy={isRunning} isDisabled={isShort}>
          {isRunning ? t('unlocking') : t('unlock')}
        </Button>
      </FormBody>
    </Card>
  );
}

export default function UnlockPage() {
  const t = useTexts('tablet');
  const { id = '' } = useParams();
  const { persons } = useTablet();
  const person = persons.find((one) => one.id === id);
  if (person === undefined) return <Redirect to="/" replace />;
  return (
    <Page
      title={person.label}
      back={{ to: '/', label: t('others') }}
      actions={<Face name={person.label} id={person.id} />}
      isNarrow
    >
      {person.isOver ? <UsedUp /> : <PinForm person={person} />}
    </Page>
  );
}
