/**
 * Correcting what is noted of a ward: each field that changed is said in the space of its tier.
 * @module
 */
import { UserX } from 'lucide-react';
import { useLocation, useParams } from 'wouter';
import { useTexts } from '../../shell/i18n.ts';
import { newId } from '../../shell/new-id.ts';
import { useClient, useInstitution } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { useDaySteps } from '../../shell/use-day-steps.ts';
import { useLeads } from '../../shell/use-leads.ts';
import { Empty } from '../../ui/empty.tsx';
import { Page } from '../../ui/page.tsx';
import { changesOf, moving, type WardValues } from './plans.ts';
import { useWard } from './use-wards.ts';
import { WardForm } from './ward-form.tsx';

export default function EditWardPage() {
  const t = useTexts('wards');
  const { id = '' } = useParams();
  const ward = useWard(id);
  const client = useClient();
  const { spaces } = useInstitution();
  const mayMove = useLeads();
  const daySteps = useDaySteps();
  const [, navigate] = useLocation();
  const { run, isRunning, failure } = useCommand();
  const back = { to: `/kinder/${id}`, label: ward?.fields.name || t('title') };
  if (ward === undefined) {
    return (
      <Page title={t('title')} back={back}>
        <Empty icon={UserX}>{t('gone')}</Empty>
      </Page>
    );
  }
  const save = async (values: WardValues) => {
    const { isDone } = await run(async () => {
      // Who reads it comes first: the new group is told only to them.
      const move = moving(newId(), spaces, ward, values.group);
      if (mayMove && move !== null) await client.perform(move);
      for (const draft of changesOf(ward, values)) await client.send(draft);
      const { 'ward/day': space } = ward.spaces;
      const steps = space === undefined ? [] : daySteps(space, values.group);
      if (steps.length > 0) await client.perform({ id: newId(), steps });
    });
    if (isDone) navigate(`/kinder/${id}`, { replace: true });
  };
  return (
    <Page title={t('edit')} back={back} isNarrow>
      <WardForm
        label={t('edit')}
        save={t('save')}
        start={ward.fields}
        isIn={(group) => mayMove || moving('', spaces, ward, group) === null}
        isRunning={isRunning}
        failure={failure}
        onSave={(values) => void save(values)}
      />
    </Page>
  );
}
