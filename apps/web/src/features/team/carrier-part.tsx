/**
 * On the page of somebody of the carrier: whether they write to everyone, given and taken by those who lead.
 * @module
 */
import { UserPen, UserMinus } from 'lucide-react';
import { useState } from 'react';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useInstitution } from '../../shell/use-client.ts';
import { useLeads } from '../../shell/use-leads.ts';
import { usePlan } from '../../shell/use-plan.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Confirm } from '../../ui/dialog.tsx';
import { Section } from '../../ui/page.tsx';
import { useColleagues } from './use-groups.ts';
import { useWriters } from './use-writers.ts';

interface TakeProps {
  person: string;
  /** They read along with leadership, and go on doing so. */
  readsAlong: boolean;
}

function Take({ person, readsAlong }: TakeProps) {
  const t = useTexts('team');
  const { take } = useWriters();
  const { called } = useColleagues();
  const { carryOut, isRunning, failure } = usePlan();
  const [isAsking, setAsking] = useState(false);
  const [named] = called([person]);
  const carriedOut = async () => {
    if (await carryOut(take(person))) setAsking(false);
  };
  return (
    <>
      <Button icon={UserMinus} onPress={() => setAsking(true)}>
        {t('writesTake')}
      </Button>
      <Confirm
        isOpen={isAsking}
        title={t('takeAsk', { name: named?.name ?? t('nobody') })}
        yes={t('takeYes')}
        no={t('cancel')}
        isBusy={isRunning}
        onYes={() => void carriedOut()}
        onNo={() => setAsking(false)}
      >
        <p>{t('takeText')}</p>
        {!readsAlong && <p>{t('takeAlone')}</p>}
        <FailureNotice failure={failure} />
      </Confirm>
    </>
  );
}

function Give({ person }: { person: string }) {
  const t = useTexts('team');
  const { give } = useWriters();
  const { carryOut, isRunning, failure } = usePlan();
  return (
    <>
      <FailureNotice failure={failure} />
      <Button icon={UserPen} isBusy={isRunning} onPress={() => void carryOut(give(person, null))}>
        {t('writesGive')}
      </Button>
    </>
  );
}

export default function CarrierPart({ person }: { person: string }) {
  const t = useTexts('team');
  const leads = useLeads();
  const { spaces } = useInstitution();
  const writes = useWriters().all.has(person);
  const readsAlong = spaces.some(({ kind, readers }) => kind === 'leadership' && readers.includes(person));
  if (!leads || (!readsAlong && !writes)) return null;
  return (
    <Section title={t('carriers')}>
      <Card>
        {readsAlong && <p>{t('readsAlong')}</p>}
        <p>{writes ? t('writes') : t('writesNot')}</p>
        {writes ? <Take person={person} readsAlong={readsAlong} /> : <Give person={person} />}
      </Card>
    </Section>
  );
}
