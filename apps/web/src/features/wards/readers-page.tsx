/**
 * Leadership names who of the team may read a ward's protection flags, and takes them out again.
 * @module
 */
import type { Ward } from '@obhut/domain/wards.ts';
import { UserX } from 'lucide-react';
import { useState } from 'react';
import { useLocation, useParams } from 'wouter';
import { FormEnd } from '../../shell/form-end.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useLeads } from '../../shell/use-leads.ts';
import { usePlan } from '../../shell/use-plan.ts';
import { Card } from '../../ui/card.tsx';
import { SomeOf } from '../../ui/choice.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Face } from '../../ui/face.tsx';
import { Hint } from '../../ui/notice.tsx';
import { FormBody, Page } from '../../ui/page.tsx';
import { useFlagReaders } from './flag-readers.tsx';
import { naming } from './plans.ts';
import { useWard } from './use-wards.ts';

function Form({ ward, space }: { ward: Ward; space: string }) {
  const t = useTexts('wards');
  const [, navigate] = useLocation();
  const { carryOut, isRunning, failure } = usePlan();
  const { named, may } = useFlagReaders(ward);
  const before = named.map(({ id }) => id);
  const [chosen, choose] = useState(before);
  const gone = named.filter((reader) => !chosen.includes(reader.id)).map(({ name }) => name);
  const submit = async () => {
    if (await carryOut(naming(space, before, chosen))) navigate(`/kinder/${ward.id}`, { replace: true });
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
        <FormEnd label={t('save')} running={t('saving')} isRunning={isRunning} failure={failure} />
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
    <Page title={t('readers')} back={back} isNarrow>
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
