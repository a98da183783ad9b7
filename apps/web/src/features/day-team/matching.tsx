/**
 * Where the day team and its group have come apart: wards whose day it does not read so far, and those that it still reads.
 * @module
 */
import type { DayTeam } from '@obhut/domain/day-teams.ts';
import type { Ward } from '@obhut/domain/wards.ts';
import { ListChecks } from 'lucide-react';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { newId } from '../../shell/new-id.ts';
import { useClient, type PlanStep } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { useDaySteps } from '../../shell/use-day-steps.ts';
import { useAllWards } from '../../shell/use-years.ts';
import { Button } from '../../ui/button.tsx';
import { byName, listText } from '../../ui/dates.ts';
import { Hint } from '../../ui/notice.tsx';
import styles from './day-team.module.css';

function isOf(step: PlanStep, team: DayTeam): boolean {
  return (step.do === 'join' || step.do === 'leave') && 'space' in step.day && step.day.space === team.id;
}

export function Matching({ team }: { team: DayTeam }) {
  const t = useTexts('day-team');
  const client = useClient();
  const daySteps = useDaySteps();
  const { run, isRunning, failure } = useCommand();
  const due = useAllWards().flatMap((ward) => {
    const { 'ward/day': space } = ward.spaces;
    const steps = space === undefined ? [] : daySteps(space, ward.fields.group);
    return steps.filter((step) => isOf(step, team)).map((step) => ({ ward, step }));
  });
  if (due.length === 0) return null;
  const nameOf = ({ fields }: Ward) => fields.name || t('nobody');
  const names = (what: PlanStep['do']) =>
    due
      .filter(({ step }) => step.do === what)
      .map(({ ward }) => nameOf(ward))
      .toSorted(byName((name) => name));
  const [missing, over] = [names('join'), names('leave')];
  return (
    <Hint>
      <div className={styles['stack']}>
        {missing.length > 0 && <p>{t('notSeen', { names: listText(missing) })}</p>}
        {over.length > 0 && <p>{t('stillSeen', { names: listText(over) })}</p>}
        <FailureNotice failure={failure} />
        <div>
          <Button
            icon={ListChecks}
            isBusy={isRunning}
            onPress={() => void run(() => client.perform({ id: newId(), steps: due.map(({ step }) => step) }))}
          >
            {t('match')}
          </Button>
        </div>
      </div>
    </Hint>
  );
}
