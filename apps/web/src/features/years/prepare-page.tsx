/**
 * The year to come is opened: its first day, and which groups go on. Afterwards the first day can be corrected here.
 * @module
 */
import { descriptionOf, institution, nameAndKind } from '@obhut/domain/institution.ts';
import { dateOfDay, dayOfDate } from '@obhut/domain/kernel/local-time.ts';
import { carriersOf } from '@obhut/domain/kernel/membership.ts';
import { directory, people } from '@obhut/domain/people.ts';
import type { Year } from '@obhut/domain/years.ts';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { leads } from '../../shell/leads.ts';
import { newId } from '../../shell/new-id.ts';
import { useBySpace, useClient, useInstitution, useModel, useSnapshot } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { useStaffTeam } from '../../shell/use-staff-team.ts';
import { useGroupsNow } from '../../shell/use-years.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { SomeOf } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Hint } from '../../ui/notice.tsx';
import { FormBody, Page } from '../../ui/page.tsx';
import { Sign } from '../../ui/sign.tsx';
import { useDateToday } from '../../ui/use-wall.ts';
import { opening } from './plans.ts';
import { useChange } from './use-change.ts';

/** A year begins on a day to come: what has begun is not moved. */
function isToCome(day: number | null, today: string): day is number {
  return day !== null && day > dayOfDate(today);
}

function Correction({ next }: { next: Year }) {
  const t = useTexts('years');
  const client = useClient();
  const today = useDateToday();
  const [, navigate] = useLocation();
  const { run, isRunning, failure } = useCommand();
  const [from, setFrom] = useState<number | null>(dayOfDate(next.from));
  const [mistake, setMistake] = useState<string | null>(null);
  const save = async () => {
    setMistake(isToCome(from, today) ? null : t('dateWrong'));
    if (!isToCome(from, today)) return;
    const draft = {
      space: next.everyone,
      type: 'year/opened@1',
      body: { from: dateOfDay(from) },
      expiry: 0,
      notify: 'none',
    } as const;
    const { isDone } = await run(() => client.send(draft));
    if (isDone) navigate('/kita-jahr', { replace: true });
  };
  return (
    <FormBody label={t('changeDate')} onSubmit={() => void save()}>
      <DateField label={t('firstDay')} value={from} onChange={setFrom} error={mistake} />
      <FailureNotice failure={failure} />
      <Button kind="primary" type="submit" isBusy={isRunning}>
        {t('save')}
      </Button>
    </FormBody>
  );
}

interface OpeningProps {
  begins: string;
  team: string;
  /** What is for everyone in the year that goes on. */
  now: string;
  onOpen: (isOpening: boolean) => void;
}

function Opening({ begins, team, now, onOpen }: OpeningProps) {
  const t = useTexts('years');
  const client = useClient();
  const today = useDateToday();
  const [, navigate] = useLocation();
  const { me, spaces } = useInstitution();
  const yourName = directory(useBySpace(people), spaces).get(me)?.name ?? null;
  const named = useModel(institution, nameAndKind);
  const described = useModel(institution, descriptionOf);
  const groups = useGroupsNow();
  const { run, isRunning, failure } = useCommand();
  const [id, setId] = useState(newId);
  const [from, setFrom] = useState<number | null>(dayOfDate(begins));
  const [chosen, setChosen] = useState<readonly string[]>(groups.map((group) => group.id));
  const [mistake, setMistake] = useState<string | null>(null);
  const isTeam = (space: string) => spaces.some((one) => one.id === space && one.kind === 'team');
  const teamOf = (group: string) => spaces.find((space) => space.id === group)?.spaces.find(isTeam) ?? team;

  const open = async () => {
    setMistake(isToCome(from, today) ? null : t('dateWrong'));
    if (!isToCome(from, today) || named === null) return;
    const going = groups
      .filter((group) => chosen.includes(group.id))
      .map((group) => ({ ...group, team: teamOf(group.id) }));
    const carriers = [...carriersOf(spaces.filter((space) => space.id === now))];
    const plan = opening(id, { now, from: dateOfDay(from), named, described, yourName, team, carriers, groups: going });
    onOpen(true);
    const { isDone } = await run(() => client.perform(plan));
    onOpen(false);
    // What was refused is asked for anew.
    if (isDone) navigate('/kita-jahr', { replace: true });
    else setId(newId());
  };
  return (
    <FormBody label={t('prepare')} onSubmit={() => void open()}>
      <DateField label={t('firstDay')} value={from} onChange={setFrom} error={mistake} />
      {groups.length > 0 && (
        <SomeOf
          label={t('going')}
          hint={t('goingHint')}
          values={chosen}
          onChange={setChosen}
          options={groups.map(({ id: value, name, colour, sign }) => ({
            value,
            label: name,
            picture: <Sign sign={sign} colour={colour} name={name} />,
          }))}
        />
      )}
      <FailureNotice failure={failure} />
      <Button kind="primary" type="submit" isBusy={isRunning}>
        {isRunning ? t('opening') : t('open')}
      </Button>
    </FormBody>
  );
}

export default function PreparePage() {
  const t = useTexts('years');
  const { now, next, begins } = useChange();
  // Somebody else can be done while one is still choosing.
  const [wasPrepared] = useState(next !== undefined);
  const [isOpening, setOpening] = useState(false);
  const team = useStaffTeam();
  const mayChange = leads(useSnapshot());
  const back = { to: '/kita-jahr', label: t('title') };
  const isPrepared = next !== undefined && !isOpening;
  return (
    <Page title={isPrepared ? t('changeDate') : t('prepare')} under={t('prepareIntro')} back={back} isNarrow>
      {isPrepared && !wasPrepared && <Hint>{t('preparedMeanwhile')}</Hint>}
      {!mayChange || team === null || begins === null || now === undefined ? (
        <Hint>{begins === null ? t('noYears') : t('leadershipChanges')}</Hint>
      ) : (
        <Card>
          {isPrepared ? (
            <Correction next={next} />
          ) : (
            <Opening begins={begins} team={team} now={now.everyone} onOpen={setOpening} />
          )}
        </Card>
      )}
    </Page>
  );
}
