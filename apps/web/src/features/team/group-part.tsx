/**
 * Who works in a group, on its page.
 * @module
 */
import { UsersRound } from 'lucide-react';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { Mending } from '../../shell/mending.tsx';
import { usePlan } from '../../shell/use-plan.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Card, List, Row } from '../../ui/card.tsx';
import { Face } from '../../ui/face.tsx';
import { Hint } from '../../ui/notice.tsx';
import { Section } from '../../ui/page.tsx';
import { aligning } from './plans.ts';
import { useColleagues, useGroupsWithTeams, useMayStaff, type GroupWithTeam } from './use-groups.ts';

/** After a ward has come from another group by a list, or an earlier change was cut short. */
function Align({ now }: { now: GroupWithTeam }) {
  const t = useTexts('team');
  const { carryOut, isRunning, failure } = usePlan();
  const steps = aligning(now);
  if (steps.length === 0) return null;
  return (
    <Card>
      <p>{t('groupDue')}</p>
      <Mending />
      <FailureNotice failure={failure} />
      <Button isBusy={isRunning} onPress={() => void carryOut(steps)}>
        {t('groupAlign')}
      </Button>
    </Card>
  );
}

function Members({ staff }: { staff: readonly string[] }) {
  const t = useTexts('team');
  const { called } = useColleagues();
  if (staff.length === 0) return <p>{t('groupNobody')}</p>;
  return (
    <List label={t('groupTeam')}>
      {called(staff).map(({ id, name }) => (
        <Row key={id} picture={<Face name={name} id={id} />} title={name} />
      ))}
    </List>
  );
}

export default function GroupPart({ group }: { group: string }) {
  const t = useTexts('team');
  const now = useGroupsWithTeams().find(({ named }) => named.id === group);
  const may = useMayStaff();
  if (now === undefined) return null;
  const mayOpen = now.staff === null ? may.makes : may.changes;
  return (
    <Section title={t('groupTeam')}>
      {now.staff === null ? (
        <Card>
          <p>{t('groupAll')}</p>
          {!may.makes && <p>{t('groupAskOwner')}</p>}
        </Card>
      ) : (
        <>
          <Members staff={now.staff} />
          <Hint>{t('groupOwn')}</Hint>
        </>
      )}
      {may.changes && <Align now={now} />}
      {mayOpen && (
        <div>
          <ButtonLink to={`/gruppen/${group}/team`} icon={UsersRound}>
            {now.staff === null ? t('groupMake') : t('groupChange')}
          </ButtonLink>
        </div>
      )}
    </Section>
  );
}
