/**
 * How this device keeps an account to its owner: when it locks by itself, and under which name it greets them.
 * @module
 */
import { useState } from 'react';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useClient, useSnapshot, type IdleMinutes } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { OneOf } from '../../ui/choice.tsx';
import { Field } from '../../ui/field.tsx';
import { Hint } from '../../ui/notice.tsx';
import { FormBody, Page } from '../../ui/page.tsx';

const choices: readonly IdleMinutes[] = [0, 5, 15, 60];

function Idle({ minutes }: { minutes: IdleMinutes }) {
  const t = useTexts('devices');
  const client = useClient();
  const { run, failure } = useCommand();
  const texts = { 0: t('idle0'), 5: t('idle5'), 15: t('idle15'), 60: t('idle60') };
  const choose = (value: string) => {
    const chosen = choices.find((choice) => String(choice) === value);
    if (chosen !== undefined) void run(() => client.setIdle(chosen));
  };
  return (
    <Card>
      <OneOf
        label={t('idle')}
        hint={t('idleHint')}
        value={String(minutes)}
        onChange={choose}
        options={choices.map((choice) => ({ value: String(choice), label: texts[choice] }))}
      />
      <FailureNotice failure={failure} />
    </Card>
  );
}

function Greeting({ current }: { current: string }) {
  const t = useTexts('devices');
  const client = useClient();
  const { run, isRunning, failure } = useCommand();
  const [name, setName] = useState(current);
  const [mistake, setMistake] = useState<string | null>(null);
  const [isSaved, setSaved] = useState(false);
  const submit = async () => {
    setMistake(name.trim() === '' ? t('missing') : null);
    if (name.trim() !== '') setSaved((await run(() => client.nameHere(name))).isDone);
  };
  return (
    <Card>
      <FormBody label={t('greeting')} onSubmit={() => void submit()}>
        <Field
          label={t('greeting')}
          hint={t('greetingHint')}
          value={name}
          onChange={setName}
          error={mistake}
          autoComplete="off"
          maxLength={60}
          isRequired
        />
        <FailureNotice failure={failure} />
        <output>{isSaved && <Hint>{t('saved')}</Hint>}</output>
        <Button type="submit" isBusy={isRunning}>
          {t('save')}
        </Button>
      </FormBody>
    </Card>
  );
}

export default function HerePage() {
  const t = useTexts('devices');
  const { accounts, account, idleMinutes } = useSnapshot().here;
  const name = accounts.find(({ id }) => id === account)?.name ?? '';
  return (
    <Page title={t('here')} under={t('hereIntro')} back={{ to: '/mehr', label: t('back') }} isNarrow>
      <Idle minutes={idleMinutes} />
      <Greeting current={name} />
    </Page>
  );
}
