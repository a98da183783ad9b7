/**
 * Taking somebody into a day team for a while, who stands there and shows their digits.
 * @module
 */
import { othersThanGuardians } from '@obhut/domain/kernel/membership.ts';
import { directory, people } from '@obhut/domain/people.ts';
import { Mail, UserCheck, UserX } from 'lucide-react';
import { useState } from 'react';
import { useLocation, useParams } from 'wouter';
import { areTwelve, DigitsField } from '../../shell/digits-field.tsx';
import { FormEnd } from '../../shell/form-end.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useBySpace, useClient, useInstitution, useSnapshot } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { OneOf, type Option } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { byName } from '../../ui/dates.ts';
import { Empty } from '../../ui/empty.tsx';
import { Face } from '../../ui/face.tsx';
import { Hint } from '../../ui/notice.tsx';
import { FormBody, Page } from '../../ui/page.tsx';
import { useDayTeams, type DayTeamNow } from './use-day-teams.ts';

/** A year: who stays longer belongs to the team. */
const mostDays = 366;

/** Whoever came by a letter, belongs neither to the staff nor to the carrier and is not in so far. */
function useCandidates({ helpers }: DayTeamNow): readonly Option[] {
  const t = useTexts('day-team');
  const { spaces } = useInstitution();
  const names = directory(useBySpace(people), spaces);
  const [inside, everyone] = [othersThanGuardians(spaces), spaces.filter(({ kind }) => kind === 'everyone')];
  const all = new Set(everyone.flatMap(({ personas }) => personas));
  const others = [...all].filter((id) => !inside.has(id));
  return others
    .filter((id) => !helpers.some((helper) => helper.id === id))
    .map((id) => {
      const [name, note] = [names.get(id)?.name ?? t('nobody'), names.get(id)?.note ?? ''];
      return { value: id, label: name, picture: <Face name={name} id={id} />, ...(note === '' ? {} : { note }) };
    })
    .toSorted(byName(({ label }) => label));
}

function HelperForm({ now, candidates }: { now: DayTeamNow; candidates: readonly Option[] }) {
  const t = useTexts('day-team');
  const client = useClient();
  const { today } = useSnapshot();
  const [, navigate] = useLocation();
  const { run, isRunning, failure } = useCommand();
  const [person, setPerson] = useState<string | null>(null);
  const [until, setUntil] = useState<number | null>(null);
  const [digits, setDigits] = useState('');
  const [mistakes, setMistakes] = useState<{ person?: string; date?: string; digits?: string }>({});
  const submit = async () => {
    const found: typeof mistakes = {};
    if (person === null) found.person = t('personMissing');
    if (until === null || until < today || until > today + mostDays) found.date = t('dateWrong');
    if (!areTwelve(digits)) found.digits = t('digitsShort');
    setMistakes(found);
    if (person === null || until === null || Object.keys(found).length > 0) return;
    const { isDone } = await run(() => client.admitHelper(person, now.team.id, until, digits));
    if (isDone) navigate(`/gruppen/${now.team.group}`, { replace: true });
  };
  return (
    <FormBody label={t('addHelper')} onSubmit={() => void submit()}>
      <OneOf
        label={t('person')}
        value={person}
        onChange={setPerson}
        options={candidates}
        error={mistakes.person ?? null}
      />
      <DateField
        label={t('lastDay')}
        hint={t('lastDayHint')}
        value={until}
        onChange={setUntil}
        error={mistakes.date ?? null}
        isRequired
      />
      <DigitsField
        label={t('digits')}
        hint={t('digitsHint')}
        value={digits}
        onChange={setDigits}
        error={mistakes.digits ?? null}
      />
      <FormEnd label={t('add')} icon={UserCheck} isRunning={isRunning} failure={failure} />
    </FormBody>
  );
}

function Candidates({ now }: { now: DayTeamNow }) {
  const t = useTexts('day-team');
  const candidates = useCandidates(now);
  if (candidates.length === 0) {
    return (
      <Empty
        icon={Mail}
        action={
          <ButtonLink kind="primary" to="/briefe/neu" icon={Mail}>
            {t('letter')}
          </ButtonLink>
        }
      >
        {t('noCandidates')}
      </Empty>
    );
  }
  return (
    <>
      <Card>
        <HelperForm now={now} candidates={candidates} />
      </Card>
      <Hint>{t('helperWarning')}</Hint>
    </>
  );
}

export default function HelperPage() {
  const t = useTexts('day-team');
  const { day = '' } = useParams();
  const now = useDayTeams().find(({ team, isLed }) => team.id === day && isLed);
  if (now === undefined) {
    return (
      <Page title={t('addHelper')} back={{ to: '/gruppen', label: t('back') }}>
        <Empty icon={UserX}>{t('notHere')}</Empty>
      </Page>
    );
  }
  const { name, group } = now.team;
  return (
    <Page
      title={t('addHelper')}
      under={t('helperIntro', { name })}
      back={{ to: `/gruppen/${group}`, label: name }}
      isNarrow
    >
      <Candidates now={now} />
    </Page>
  );
}
