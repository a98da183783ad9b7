/**
 * A conversation among several: colleagues, and guardians who are chosen by name.
 * @module
 */
import { carriersOf, staffOf } from '@obhut/domain/kernel/membership.ts';
import { tidyLine } from '@obhut/domain/kernel/text.ts';
import { directory, people } from '@obhut/domain/people.ts';
import { MessagesSquare } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { newId } from '../../shell/new-id.ts';
import { useBySpace, useClient, useInstitution } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { SomeOf, type Option } from '../../ui/choice.tsx';
import { byName } from '../../ui/dates.ts';
import { Face } from '../../ui/face.tsx';
import { Field } from '../../ui/field.tsx';
import { FormBody, Page } from '../../ui/page.tsx';
import { beginning } from './beginning.ts';

/** Who is in, oneself apart: colleagues first. */
function usePeople(): readonly (Option & { isStaff: boolean })[] {
  const t = useTexts('conversations');
  const { me, spaces } = useInstitution();
  const [staff, carriers] = [staffOf(spaces), carriersOf(spaces)];
  const inside = new Set(spaces.flatMap(({ personas }) => personas));
  // Who only writes to everyone for the carrier has no conversations.
  const takesPart = (persona: string) => inside.has(persona) && (staff.has(persona) || !carriers.has(persona));
  const known = [...directory(useBySpace(people), spaces).values()].filter(
    ({ persona }) => persona !== me && takesPart(persona),
  );
  return known
    .map(({ persona, name, note }) => {
      const label = name ?? t('nobody');
      const isStaff = staff.has(persona);
      const picture = <Face name={label} id={persona} />;
      return { value: persona, label, note: isStaff ? t('ofTeam') : note, picture, isStaff };
    })
    .toSorted(byName(({ label }) => label))
    .toSorted((a, b) => Number(b.isStaff) - Number(a.isStaff));
}

export default function SeveralPage() {
  const t = useTexts('conversations');
  const client = useClient();
  const [, navigate] = useLocation();
  const { me } = useInstitution();
  const { run, isRunning, failure } = useCommand();
  const options = usePeople();
  const [id] = useState(newId);
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [isJudged, setJudged] = useState(false);
  const title = tidyLine(name);

  const submit = async () => {
    setJudged(true);
    if (title === '' || chosen.length === 0) return;
    const of = (isStaff: boolean) =>
      options.filter((one) => one.isStaff === isStaff && chosen.includes(one.value)).map(({ value }) => value);
    const outcome = await run(() => client.perform(beginning(id, title, [me, ...of(true)], of(false))));
    const space = outcome.isDone ? outcome.value.spaces['conversation'] : undefined;
    if (space !== undefined) navigate(`/gespraeche/${space}`, { replace: true });
  };

  return (
    <Page title={t('severalTitle')} back={{ to: '/gespraeche/neu', label: t('start') }} isNarrow>
      <p>{t('severalNote')}</p>
      <Card>
        <FormBody label={t('severalTitle')} onSubmit={() => void submit()}>
          <Field
            label={t('severalName')}
            value={name}
            onChange={setName}
            error={isJudged && title === '' ? t('nameMissing') : null}
            maxLength={200}
            isRequired
          />
          <SomeOf
            label={t('severalPeople')}
            options={options}
            values={chosen}
            onChange={setChosen}
            error={isJudged && chosen.length === 0 ? t('severalMissing') : null}
          />
          <FailureNotice failure={failure} />
          <Button kind="primary" type="submit" icon={MessagesSquare} isBusy={isRunning}>
            {t('begin')}
          </Button>
        </FormBody>
      </Card>
    </Page>
  );
}
