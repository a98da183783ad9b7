/**
 * Leadership says who works in a group. What that means for those who come and those who go stands there before.
 * @module
 */
import { UserX } from 'lucide-react';
import { useState } from 'react';
import { useLocation, useParams } from 'wouter';
import { FailureNotice } from '../../shell/failure.tsx';
import { FormEnd } from '../../shell/form-end.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { Mending } from '../../shell/mending.tsx';
import { usePlan } from '../../shell/use-plan.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { SomeOf } from '../../ui/choice.tsx';
import { Confirm } from '../../ui/dialog.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Face } from '../../ui/face.tsx';
import { Hint } from '../../ui/notice.tsx';
import { FormBody, Page, Section } from '../../ui/page.tsx';
import { GoneHint } from './gone-hint.tsx';
import { opening, staffing } from './plans.ts';
import { useColleagues, useGroupsWithTeams, useMayStaff, type GroupWithTeam } from './use-groups.ts';

function Form({ now, onDone }: { now: GroupWithTeam; onDone: () => void }) {
  const t = useTexts('team');
  const { all } = useColleagues();
  const { carryOut, isRunning, failure } = usePlan();
  const [chosen, choose] = useState(now.staff ?? []);
  // Before there is a team of its own, all staff reads the group.
  const before = now.staff ?? all.map(({ id }) => id);
  const submit = async () => {
    if (await carryOut(staffing(now, chosen))) onDone();
  };
  return (
    <Card>
      <FormBody label={t('staffTitle')} onSubmit={() => void submit()}>
        <SomeOf
          label={t('staffWho')}
          hint={t('staffHint')}
          values={chosen}
          onChange={choose}
          options={all.map(({ id, name }) => ({ value: id, label: name, picture: <Face name={name} id={id} /> }))}
        />
        <GoneHint people={before.filter((person) => !chosen.includes(person))} />
        <Mending />
        <FormEnd label={t('staffSave')} running={t('staffSaving')} isRunning={isRunning} failure={failure} />
      </FormBody>
    </Card>
  );
}

/** The way back. */
function ToAll({ now, onDone }: { now: GroupWithTeam; onDone: () => void }) {
  const t = useTexts('team');
  const { carryOut, isRunning, failure } = usePlan();
  const [isOpen, setOpen] = useState(false);
  const { name } = now.named;
  const open = async () => {
    if (await carryOut(opening(now))) onDone();
  };
  return (
    <Section title={t('allTitle')}>
      <Card>
        <p>{t('allText')}</p>
        <Button onPress={() => setOpen(true)}>{t('allDo')}</Button>
      </Card>
      <Confirm
        isOpen={isOpen}
        title={t('allAsk', { group: name })}
        yes={t('allYes')}
        no={t('cancel')}
        isBusy={isRunning}
        onYes={() => void open()}
        onNo={() => setOpen(false)}
      >
        <p>{t('allText')}</p>
        <Mending />
        <FailureNotice failure={failure} />
      </Confirm>
    </Section>
  );
}

export default function StaffPage() {
  const t = useTexts('team');
  const { id = '' } = useParams();
  const [, navigate] = useLocation();
  const now = useGroupsWithTeams().find(({ named }) => named.id === id);
  const { all } = useColleagues();
  const may = useMayStaff();
  const back = { to: `/gruppen/${id}`, label: now?.named.name ?? t('title') };
  if (now === undefined || !(now.staff === null ? may.makes : may.changes)) {
    return (
      <Page title={t('groupTeam')} back={back}>
        <Empty icon={UserX}>{t('groupAskOwner')}</Empty>
      </Page>
    );
  }
  const toGroup = () => navigate(back.to, { replace: true });
  return (
    <Page title={t('staffTitle')} back={back} isNarrow>
      {all.length === 0 ? (
        <Empty icon={UserX}>{t('staffNone')}</Empty>
      ) : (
        <>
          <Form now={now} onDone={toGroup} />
          <Hint>{t('staffGain')}</Hint>
          {now.staff !== null && <ToAll now={now} onDone={toGroup} />}
        </>
      )}
    </Page>
  );
}
