/**
 * Recording a protection flag: whom it stands against, until when, under which file number. Nothing else.
 * @module
 */
import { tidyLine } from '@obhut/domain/kernel/text.ts';
import { UserX } from 'lucide-react';
import { useState } from 'react';
import { useLocation, useParams } from 'wouter';
import { FormEnd } from '../../shell/form-end.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useClient } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Card } from '../../ui/card.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Field } from '../../ui/field.tsx';
import { Hint } from '../../ui/notice.tsx';
import { FormBody, Page } from '../../ui/page.tsx';
import { dateFromTyped, dayOfKept } from './dates.ts';
import { useTyped } from './use-typed.ts';
import { useGuardians, useWard } from './use-wards.ts';

function Form({ ward, space }: { ward: string; space: string }) {
  const t = useTexts('wards');
  const client = useClient();
  const [, navigate] = useLocation();
  const { run, isRunning, failure } = useCommand();
  const guardians = useGuardians();
  const { typed, field } = useTyped({ name: '', until: '', file: '' });
  const [mistakes, setMistakes] = useState<{ name: string | null; until: string | null }>({ name: null, until: null });
  const submit = async () => {
    const [name, until] = [tidyLine(typed.name), dateFromTyped(typed.until)];
    setMistakes({ name: name === '' ? t('missing') : null, until: until === null ? t('noDate') : null });
    if (name === '' || until === null) return;
    const isNamed = ({ name: known }: { name: string | null }) => known?.toLowerCase() === name.toLowerCase();
    const person = [...guardians.values()].find(isNamed)?.persona ?? null;
    const body = { person, name, file: tidyLine(typed.file) };
    const expiry = dayOfKept(until) ?? 0;
    const { isDone } = await run(() =>
      client.send({ space, type: 'protection/recorded@1', body, expiry, notify: 'none' }),
    );
    if (isDone) navigate(`/kinder/${ward}`, { replace: true });
  };
  return (
    <Card>
      <FormBody label={t('flagNew')} onSubmit={() => void submit()}>
        <Hint>{t('flagHint')}</Hint>
        <Field
          label={t('flagName')}
          hint={t('flagNameHint')}
          {...field('name')}
          error={mistakes.name}
          autoComplete="off"
          maxLength={200}
          isRequired
        />
        <Field
          label={t('flagUntilLabel')}
          hint={t('flagUntilHint')}
          {...field('until')}
          error={mistakes.until}
          autoComplete="off"
        />
        <Field label={t('flagFileLabel')} {...field('file')} autoComplete="off" maxLength={200} />
        <FormEnd label={t('flagSave')} running={t('saving')} isRunning={isRunning} failure={failure} />
      </FormBody>
    </Card>
  );
}

export default function FlagPage() {
  const t = useTexts('wards');
  const { id = '' } = useParams();
  const ward = useWard(id);
  const space = ward?.spaces['ward/protection'];
  const back = { to: `/kinder/${id}`, label: ward?.fields.name || t('title') };
  return (
    <Page title={t('flagNew')} back={back} isNarrow>
      {space === undefined ? <Empty icon={UserX}>{t('gone')}</Empty> : <Form ward={id} space={space} />}
    </Page>
  );
}
