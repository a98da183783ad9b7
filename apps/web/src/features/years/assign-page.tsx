/**
 * Who goes into which group in the year to come. Their guardians are in its audiences from then on.
 * @module
 */
import { leaves, type Year } from '@obhut/domain/years.ts';
import { CalendarX, UsersRound } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useDraft } from '../../shell/drafts.ts';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { leads } from '../../shell/leads.ts';
import { newId } from '../../shell/new-id.ts';
import { useClient, useSnapshot } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { useYearName } from '../../shell/use-years.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Hint } from '../../ui/notice.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { Select } from '../../ui/select.tsx';
import { readChosen, writeChosen } from './chosen.ts';
import { assigning, justEveryone } from './plans.ts';
import { useAudience, useChange, useGroupsOf, useMovers, type ShownMover } from './use-change.ts';
import styles from './years.module.css';

interface PlacesProps {
  title: string;
  movers: readonly ShownMover[];
  /** The group of the year to come that goes on from this one. */
  same: { id: string; name: string } | undefined;
  options: readonly { value: string; label: string }[];
  placeOf: (mover: ShownMover) => string;
  onPlace: (places: Readonly<Record<string, string>>) => void;
}

function Places({ title, movers, same, options, placeOf, onPlace }: PlacesProps) {
  const t = useTexts('years');
  const open = movers.filter((mover) => placeOf(mover) === '');
  const ofPerson = [{ value: justEveryone, label: t('justEveryone') }];
  return (
    <Section title={title}>
      <Card>
        {same !== undefined && open.length > 0 && (
          <ButtonRow>
            <Button onPress={() => onPlace(Object.fromEntries(open.map(({ id }) => [id, same.id])))}>
              {t('allInto', { count: open.length, group: same.name })}
            </Button>
          </ButtonRow>
        )}
        <div className={styles['places']}>
          {movers.map((mover) => (
            <Select
              key={mover.id}
              label={mover.name || t('nobody')}
              {...(mover.ward === null ? { hint: t('person') } : {})}
              value={placeOf(mover)}
              onChange={(place) => onPlace({ [mover.id]: place })}
              options={[
                { value: '', label: t('openPlace') },
                ...options,
                ...(mover.ward === null ? ofPerson : [{ value: leaves, label: t('leaves') }]),
              ]}
            />
          ))}
        </div>
      </Card>
    </Section>
  );
}

function Assigning({ now, next }: { now: Year; next: Year }) {
  const t = useTexts('years');
  const client = useClient();
  const [, navigate] = useLocation();
  const { run, isRunning, failure } = useCommand();
  const [kept, keep] = useDraft('year places');
  const [id, setId] = useState(newId);
  const movers = useMovers(now, next);
  const [groupsNow, groupsNext] = [useGroupsOf(now), useGroupsOf(next)];
  const audience = useAudience();
  const chosen = readChosen(kept);
  const placeOf = ({ id: mover, before }: ShownMover) => chosen[mover] ?? before;
  const place = (places: Readonly<Record<string, string>>) => keep(writeChosen({ ...chosen, ...places }));
  const options = groupsNext.map(({ id: value, name }) => ({ value, label: name }));
  const placed = movers.map((mover) => ({ ...mover, after: placeOf(mover) }));
  const changes = placed.filter(({ before, after }) => before !== after).length;
  const sections = [...groupsNow, { id: '', name: t('noGroup') }];
  const sameOf = (group: string) => groupsNext.find((one) => next.continued.get(one.id) === group);

  const save = async () => {
    const plan = assigning(id, placed, audience(next.everyone), next.groups.map(audience));
    const { isDone } = await run(async () => plan !== null && (await client.perform(plan)));
    if (!isDone) {
      setId(newId());
      return;
    }
    keep('');
    navigate('/kita-jahr', { replace: true });
  };
  if (movers.length === 0) return <Empty icon={UsersRound}>{t('nobodyThere')}</Empty>;
  return (
    <>
      {sections.map((group) => {
        const own = movers.filter((mover) => mover.group === group.id);
        return own.length === 0 ? null : (
          <Places
            key={group.id}
            title={group.name}
            movers={own}
            same={sameOf(group.id)}
            options={options}
            placeOf={placeOf}
            onPlace={place}
          />
        );
      })}
      <FailureNotice failure={failure} />
      <ButtonRow>
        <Button kind="primary" isBusy={isRunning} isDisabled={changes === 0} onPress={() => void save()}>
          {isRunning ? t('saving') : t('saveCount', { count: changes })}
        </Button>
      </ButtonRow>
    </>
  );
}

export default function AssignPage() {
  const t = useTexts('years');
  const { now, next } = useChange();
  const nameOf = useYearName();
  const mayChange = leads(useSnapshot());
  const back = { to: '/kita-jahr', label: t('title') };
  if (now === undefined || next === undefined || !mayChange) {
    return (
      <Page title={t('assign')} back={back}>
        {mayChange ? <Empty icon={CalendarX}>{t('notPrepared')}</Empty> : <Hint>{t('leadershipChanges')}</Hint>}
      </Page>
    );
  }
  return (
    <Page title={t('assign')} over={nameOf(next.from)} under={t('assignIntro')} back={back}>
      <Assigning now={now} next={next} />
    </Page>
  );
}
