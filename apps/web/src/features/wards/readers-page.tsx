/**
 * Leadership names who of the team may read a ward's protection flags, or what is sensitive of it, and takes them out again.
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
import { useNamedReaders, useReadersTexts, type NamedTier } from './named-readers.tsx';
import { naming } from './plans.ts';
import { useWard } from './use-wards.ts';

function Form({ ward, tier, space }: { ward: Ward; tier: NamedTier; space: string }) {
  const t = useTexts('wards');
  const texts = useReadersTexts(tier);
  const [, navigate] = useLocation();
  const { carryOut, isRunning, failure } = usePlan();
  const { named, may } = useNamedReaders(ward, tier);
  const before = named.map(({ id }) => id);
  const [chosen, choose] = useState(before);
  const gone = named.filter((reader) => !chosen.includes(reader.id)).map(({ name }) => name);
  const submit = async () => {
    if (await carryOut(naming(space, before, chosen))) navigate(`/kinder/${ward.id}`, { replace: true });
  };
  return (
    <Card>
      <FormBody label={texts.title} onSubmit={() => void submit()}>
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
        {gone.length > 0 && <Hint>{texts.gone(gone.join(', '))}</Hint>}
        <FormEnd label={t('save')} running={t('saving')} isRunning={isRunning} failure={failure} />
      </FormBody>
    </Card>
  );
}

export function ReadersOf({ tier }: { tier: NamedTier }) {
  const t = useTexts('wards');
  const texts = useReadersTexts(tier);
  const { id = '' } = useParams();
  const ward = useWard(id);
  const mayName = useLeads();
  const space = ward?.spaces[tier];
  const back = { to: `/kinder/${id}`, label: ward?.fields.name || t('title') };
  return (
    <Page title={texts.title} back={back} isNarrow>
      {ward === undefined || space === undefined || !mayName ? (
        <Empty icon={UserX}>{t('gone')}</Empty>
      ) : (
        <>
          <Form ward={ward} tier={tier} space={space} />
          <Hint>{texts.may}</Hint>
        </>
      )}
    </Page>
  );
}

export default function FlagReadersPage() {
  return <ReadersOf tier="ward/protection" />;
}
