/**
 * Who leads takes a tablet into a day team: what it is called, its code, then the twelve digits that it shows.
 * @module
 */
import { tidyLine } from '@obhut/domain/kernel/text.ts';
import { UserX } from 'lucide-react';
import { useState } from 'react';
import { useParams } from 'wouter';
import { CodeAndDigits } from '../../shell/code-and-digits.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useClient } from '../../shell/use-client.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { OneOf } from '../../ui/choice.tsx';
import { byName } from '../../ui/dates.ts';
import { Empty } from '../../ui/empty.tsx';
import { Field } from '../../ui/field.tsx';
import { Hint } from '../../ui/notice.tsx';
import { FormBody, Page } from '../../ui/page.tsx';
import { Sign } from '../../ui/sign.tsx';
import { useDayTeams, type DayTeamNow } from './use-day-teams.ts';

interface Chosen {
  day: string;
  name: string;
}

function Choice({
  teams,
  asked,
  onChosen,
}: {
  teams: readonly DayTeamNow[];
  asked: string;
  onChosen: (chosen: Chosen) => void;
}) {
  const t = useTexts('day-team');
  const only = teams.length === 1 ? (teams[0]?.team.id ?? null) : null;
  const [day, setDay] = useState(teams.some(({ team }) => team.id === asked) ? asked : only);
  const [typed, setName] = useState('');
  const [mistakes, setMistakes] = useState<{ day?: string; name?: string }>({});
  const submit = () => {
    const name = tidyLine(typed);
    const found: typeof mistakes = {};
    if (day === null) found.day = t('groupMissing');
    if (name === '') found.name = t('missing');
    setMistakes(found);
    if (day !== null && Object.keys(found).length === 0) onChosen({ day, name });
  };
  return (
    <Card>
      <FormBody label={t('setUp')} onSubmit={submit}>
        <OneOf
          label={t('forGroup')}
          value={day}
          onChange={setDay}
          options={teams.map(({ team: { id, name, colour, sign } }) => ({
            value: id,
            label: name,
            picture: <Sign sign={sign} colour={colour} name={name} />,
          }))}
          error={mistakes.day ?? null}
        />
        <Field
          label={t('tabletName')}
          hint={t('tabletNameHint')}
          value={typed}
          onChange={setName}
          error={mistakes.name ?? null}
          autoComplete="off"
          maxLength={60}
          isRequired
        />
        <Button kind="primary" type="submit">
          {t('next')}
        </Button>
      </FormBody>
    </Card>
  );
}

function Meeting({ chosen: { day, name }, onDone }: { chosen: Chosen; onDone: () => void }) {
  const t = useTexts('day-team');
  const client = useClient();
  const texts = {
    code: t('code'),
    codeHint: t('codeHint'),
    missing: t('missing'),
    next: t('next'),
    waiting: t('waiting'),
    digits: t('tabletDigits'),
    digitsHint: t('tabletDigitsHint'),
    admit: t('admit'),
  };
  const admit = async (digits: string) => {
    const tablet = await client.admitTablet(day, digits);
    await client.send({ space: day, type: 'tablet/named@1', body: { tablet, name }, expiry: 0, notify: 'none' });
  };
  return (
    <>
      <CodeAndDigits
        texts={texts}
        answer={(code) => client.answerTablet('tablet', code)}
        isReady={() => client.isTabletReady()}
        admit={admit}
        onDone={onDone}
      />
      <Hint>{t('admitWarning')}</Hint>
    </>
  );
}

export default function TabletPage() {
  const t = useTexts('day-team');
  const { day: asked = '' } = useParams();
  const teams = useDayTeams()
    .filter(({ isLed }) => isLed)
    .toSorted(byName(({ team }) => team.name));
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [isDone, setDone] = useState(false);
  const group = teams.find(({ team }) => team.id === (chosen?.day ?? asked))?.team;
  const back =
    group === undefined ? { to: '/gruppen', label: t('back') } : { to: `/gruppen/${group.group}`, label: group.name };
  return (
    <Page title={t('setUp')} under={t('setUpIntro')} back={back} isNarrow>
      {teams.length === 0 && <Empty icon={UserX}>{t('notHere')}</Empty>}
      {teams.length > 0 && chosen === null && <Choice teams={teams} asked={asked} onChosen={setChosen} />}
      {chosen !== null && !isDone && <Meeting chosen={chosen} onDone={() => setDone(true)} />}
      {chosen !== null && isDone && (
        <>
          <Hint>{t('isIn', { name: chosen.name })}</Hint>
          <div>
            <ButtonLink kind="primary" to={back.to}>
              {t('done')}
            </ButtonLink>
          </div>
        </>
      )}
    </Page>
  );
}
