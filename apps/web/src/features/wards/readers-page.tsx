/**
 * Leadership names who of the team may read a ward's protection flags, and takes them out again.
 * @module
 */
import type { Ward } from '@obhut/domain/wards.ts';
import { UserX } from 'lucide-react';
import { useState } from 'react';
import { useLocation, useParams } from 'wouter';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { newId } from '../../shell/new-id.ts';
import { useClient } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { SomeOf } from '../../ui/choice.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Face } from '../../ui/face.tsx';
import { Hint } from '../../ui/notice.tsx';
import { FormBody, Page } from '../../ui/page.tsx';
import { useFlagReaders } from './flag-readers.tsx';
import { naming } from './plans.ts';
import { useLeads, useWard } from './use-wards.ts';

function Form({ ward, space }: { ward: Ward; space: string }) {
  const t = useTexts('wards');
  const client = useClient();
  const [, navigate] = useLocation();
  const { run, isRunning, failure } = useCommand();
  const { named, may } = useFlagReaders(ward);
  const before = named.map(({ id }) => id);
  const [chosen, choose] = useState(before);
  const [id, setId] = useState(newId);
  const gone = named.filter((reader) => !chosen.includes(reader.id)).map(({ name }) => name);
  const submit = async () => {
    const plan = naming(id, space, before, chosen);
    const { isDone } = await run(async () => plan !== null && (await client.perform(plan)));
    // What was refused is asked for anew.
    if (isDone) navigate(`/kinder/${ward.id}`, { replace: true });
    else setId(newId());
  };
  return (
    <Card>
      <FormBody label={t('readers')} onSubmit={() => void submit()}>
        <SomeOf
          label={t('readersWho')}
          hint={t('readersHint')}
          values={chosen}
          onChange={choose}
          options={may.map((reader) => ({
            value: reader.id,
            label: reader.name,
            picture: <Face name={reader.name} id={reader.id} />,
          }))}
        />
        {gone.length > 0 && <Hint>{t('readersGone', { names: gone.join(', ') })}</Hint>}
        <FailureNotice failure={failure} />
        <Button kind="primary" type="submit" isBusy={isRunning}>
          {isRunning ? t('saving') : t('save')}
        </Button>
      </FormBody>
    </Card>
  );
}

export default function ReadersPage() {
  const t = useTexts('wards');
  const { id = '' } = useParams();
  const ward = useWard(id);
  const mayName = useLeads();
  const space = ward?.spaces['ward/protection'];
  const back = { to: `/kinder/${id}`, label: ward?.fields.name || t('title') };
  return (
    <Page title={t('readers')} under={ward?.fields.name ?? ''} back={back} isNarrow>
      {ward === undefined || space === undefined || !mayName ? (
        <Empty icon={UserX}>{t('gone')}</Empty>
      ) : (
        <>
          <Form ward={ward} space={space} />
          <Hint>{t('readersMay')}</Hint>
        </>
      )}
    </Page>
  );
}
