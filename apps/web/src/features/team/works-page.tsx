/**
 * Leadership says in which groups one of the staff works, of those that have a team of their own.
 * @module
 */
import { colleagues } from '@obhut/domain/group-teams.ts';
import { UserX } from 'lucide-react';
import { useState } from 'react';
import { useLocation, useParams } from 'wouter';
import { FormEnd } from '../../shell/form-end.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { Mending } from '../../shell/mending.tsx';
import { usePlan } from '../../shell/use-plan.ts';
import { useInstitution } from '../../shell/use-client.ts';
import { Card } from '../../ui/card.tsx';
import { SomeOf } from '../../ui/choice.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Hint } from '../../ui/notice.tsx';
import { FormBody, Page } from '../../ui/page.tsx';
import { Sign } from '../../ui/sign.tsx';
import { GoneHint } from './gone-hint.tsx';
import { staffing } from './plans.ts';
import { useColleagues, useGroupsWithTeams, useMayStaff } from './use-groups.ts';

function Form({ person, onDone }: { person: string; onDone: () => void }) {
  const t = useTexts('team');
  const { carryOut, isRunning, failure } = usePlan();
  const own = useGroupsWithTeams().flatMap((now) => (now.staff === null ? [] : [{ ...now, staff: now.staff }]));
  const before = own.filter(({ staff }) => staff.includes(person)).map(({ group }) => group);
  const [chosen, choose] = useState(before);
  const submit = async () => {
    const changed = own.filter(({ group }) => before.includes(group) !== chosen.includes(group));
    const steps = changed.flatMap((now) => {
      const others = now.staff.filter((one) => one !== person);
      return staffing(now, chosen.includes(now.group) ? [...others, person] : others);
    });
    if (await carryOut(steps)) onDone();
  };
  return (
    <Card>
      <FormBody label={t('worksChange')} onSubmit={() => void submit()}>
        <SomeOf
          label={t('worksIn')}
          hint={t('worksHint')}
          values={chosen}
          onChange={choose}
          options={own.map(({ named: { id, name, colour, sign } }) => ({
            value: id,
            label: name,
            picture: <Sign sign={sign} colour={colour} name={name} />,
          }))}
        />
        <GoneHint people={before.every((group) => chosen.includes(group)) ? [] : [person]} />
        <Mending />
        <FormEnd label={t('staffSave')} running={t('staffSaving')} isRunning={isRunning} failure={failure} />
      </FormBody>
    </Card>
  );
}

export default function WorksPage() {
  const t = useTexts('team');
  const { id = '' } = useParams();
  const [, navigate] = useLocation();
  const { called } = useColleagues();
  const { changes } = useMayStaff();
  const isColleague = colleagues(useInstitution().spaces).includes(id);
  const [person] = called([id]);
  const back = { to: `/briefe/person/${id}`, label: person?.name ?? t('title') };
  return (
    <Page title={t('worksChange')} back={back} isNarrow>
      {changes && isColleague ? (
        <>
          <Form person={id} onDone={() => navigate(back.to, { replace: true })} />
          <Hint>{t('staffGain')}</Hint>
        </>
      ) : (
        <Empty icon={UserX}>{t('nowhere')}</Empty>
      )}
    </Page>
  );
}
