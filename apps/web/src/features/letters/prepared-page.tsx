/**
 * Prepared letters: all or some of them are made, in one act. Before that somebody says that they have asked about bans, since a list that
 * is silent on one says nothing.
 * @module
 */
import { MailCheck } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { newId } from '../../shell/new-id.ts';
import { useClient, useSnapshot } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { useStaffTeam } from '../../shell/use-staff-team.ts';
import { useLetterAudiences } from '../../shell/use-years.ts';
import { Button } from '../../ui/button.tsx';
import { Card, List, Row } from '../../ui/card.tsx';
import { SomeOf, YesNo } from '../../ui/choice.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Hint, Mistake } from '../../ui/notice.tsx';
import { FormBody, Page, Section } from '../../ui/page.tsx';
import { makingLetters } from './bulk-plan.ts';
import { MakingProgress } from './making-progress.tsx';
import { usePrepared, type Prepared } from './use-prepared.ts';

interface ChoiceProps {
  label: string;
  of: readonly Prepared[];
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
}

/** Those of one group, each of whom is chosen alone or with the others. */
function GroupChoice({ label, of, chosen, onChange }: ChoiceProps) {
  const t = useTexts('letters');
  const ids = of.map(({ letter }) => letter.id);
  const isAll = ids.every((id) => chosen.has(id));
  const set = (own: readonly string[]) => onChange(new Set([...[...chosen].filter((id) => !ids.includes(id)), ...own]));
  return (
    <Section title={label}>
      <Card>
        <Button onPress={() => set(isAll ? [] : ids)}>
          {isAll ? t('noneOf', { group: label }) : t('allOf', { group: label })}
        </Button>
        <SomeOf
          label={t('whom', { group: label })}
          values={ids.filter((id) => chosen.has(id))}
          onChange={set}
          options={of.map(({ letter, note }) => ({
            value: letter.id,
            label: letter.name,
            note: [note, letter.reach].filter((text) => text !== '').join(' · '),
          }))}
        />
      </Card>
    </Section>
  );
}

interface MakingProps {
  waiting: readonly Prepared[];
  team: string;
  /** Another act is under way: what it makes is not known yet. */
  isBusy: boolean;
}

function Making({ waiting, team, isBusy }: MakingProps) {
  const t = useTexts('letters');
  const client = useClient();
  const [, navigate] = useLocation();
  const audiencesOf = useLetterAudiences();
  const { run, isRunning, failure } = useCommand();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [hasAsked, setAsked] = useState(false);
  const [mistake, setMistake] = useState<string | null>(null);
  const free = waiting.filter(({ isBlocked }) => !isBlocked);
  const due = free.filter(({ letter }) => chosen.has(letter.id));
  const groups = Map.groupBy(free, ({ groups: [group] }) => group?.name ?? t('noGroup'));

  const make = async () => {
    setMistake(due.length === 0 ? t('chooseSome') : hasAsked ? null : t('askFirst'));
    if (due.length === 0 || !hasAsked) return;
    const plan = makingLetters(newId(), due, team, audiencesOf);
    const { isDone } = await run(() => client.perform(plan));
    if (isDone) navigate(`/briefe/drucken/${plan.id}`);
  };
  if (isRunning || isBusy) return <MakingProgress />;
  return (
    <FormBody label={t('prepared')} onSubmit={() => void make()}>
      {[...groups]
        .toSorted(([one], [other]) => one.localeCompare(other))
        .map(([name, of]) => (
          <GroupChoice key={name} label={name} of={of} chosen={chosen} onChange={setChosen} />
        ))}
      <Hint>{t('askBans')}</Hint>
      <YesNo label={t('askedBans')} isSelected={hasAsked} onChange={setAsked} />
      {mistake !== null && <Mistake>{mistake}</Mistake>}
      <FailureNotice failure={failure} />
      <Button kind="primary" type="submit" icon={MailCheck}>
        {t('makeLetters', { count: due.length })}
      </Button>
    </FormBody>
  );
}

export default function PreparedPage() {
  const t = useTexts('letters');
  const isBusy = useSnapshot().plans.some(({ done, total }) => done < total);
  const waiting = usePrepared().filter(({ letter }) => letter.mailbox === null);
  const blocked = waiting.filter(({ isBlocked }) => isBlocked);
  const team = useStaffTeam();
  return (
    <Page title={t('prepared')} under={t('preparedIntro')} back={{ to: '/briefe', label: t('back') }} isNarrow>
      {(waiting.length === 0 && !isBusy) || team === null ? (
        <Empty icon={MailCheck}>{t('nothingPrepared')}</Empty>
      ) : (
        <Making waiting={waiting} team={team} isBusy={isBusy} />
      )}
      {blocked.length > 0 && (
        <Section title={t('blocked')}>
          <List label={t('blocked')}>
            {blocked.map(({ letter, note }) => (
              <Row key={letter.id} title={letter.name} under={note} isStrong={false} />
            ))}
          </List>
        </Section>
      )}
    </Page>
  );
}
