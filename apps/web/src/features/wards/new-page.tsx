/**
 * A new ward, with its spaces.
 * @module
 */
import { allDayTeams, dayTeams } from '@obhut/domain/day-teams.ts';
import { teamOf } from '@obhut/domain/group-teams.ts';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useTexts } from '../../shell/i18n.ts';
import { newId } from '../../shell/new-id.ts';
import { useClient, useInstitution, useModel } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { useLeads } from '../../shell/use-leads.ts';
import { Page } from '../../ui/page.tsx';
import { Hint } from '../../ui/notice.tsx';
import { enrolment, noValues, type WardValues } from './plans.ts';
import { WardForm } from './ward-form.tsx';

export default function NewWardPage() {
  const t = useTexts('wards');
  const client = useClient();
  const [, navigate] = useLocation();
  const { run, isRunning, failure } = useCommand();
  const { spaces } = useInstitution();
  const teams = useModel(dayTeams, allDayTeams);
  const mayAdd = useLeads();
  const [id] = useState(newId);
  const save = async (values: WardValues) => {
    const team = teamOf(spaces, values.group);
    if (team === null) return;
    const day = teams.find(({ group }) => group === values.group)?.id ?? null;
    const { isDone } = await run(() => client.perform(enrolment(id, values, team.id, day)));
    if (isDone) navigate(`/kinder/${id}`, { replace: true });
  };
  return (
    <Page title={t('new')} back={{ to: '/kinder', label: t('title') }} isNarrow>
      {mayAdd ? (
        <WardForm
          label={t('new')}
          save={t('create')}
          start={noValues}
          isRunning={isRunning}
          failure={failure}
          onSave={(values) => void save(values)}
        />
      ) : (
        <Hint>{t('leadershipAdds')}</Hint>
      )}
    </Page>
  );
}
