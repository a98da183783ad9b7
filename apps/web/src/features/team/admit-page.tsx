/**
 * Admitting a person to the staff, or for the carrier, who stands there and shows their digits.
 * @module
 */
import { directory, people } from '@obhut/domain/people.ts';
import { UserCheck, UserX } from 'lucide-react';
import { useState } from 'react';
import { useLocation, useParams } from 'wouter';
import { areTwelve, DigitsField } from '../../shell/digits-field.tsx';
import { FormEnd } from '../../shell/form-end.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useBySpace, useClient, useInstitution, type Place } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { usePlan } from '../../shell/use-plan.ts';
import { Card } from '../../ui/card.tsx';
import { OneOf } from '../../ui/choice.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Hint } from '../../ui/notice.tsx';
import { FormBody, Page } from '../../ui/page.tsx';
import { useWriters } from './use-writers.ts';

/** `writer`: writes to everyone for the carrier. */
type Choice = Place | 'writer';

/** Whoever is in something of a family stays on their screen what they are there: as the carrier they come by a letter of their own. */
function useIsFamily(person: string): boolean {
  const { spaces } = useInstitution();
  const families = ['group', 'ward/day', 'ward', 'ward/sensitive'];
  return spaces.some(({ kind, personas }) => families.includes(kind) && personas.includes(person));
}

/** Nobody can give more than they have, and nobody is admitted to where they are. */
function usePlaces(person: string): readonly Choice[] {
  const { spaces } = useInstitution();
  const leadership = spaces.find(({ kind }) => kind === 'leadership');
  const isInTeam = spaces.some(({ kind, personas }) => kind === 'team' && personas.includes(person));
  const isLeader = leadership?.personas.includes(person) === true;
  const { all: writers } = useWriters();
  const isFamily = useIsFamily(person);
  const places: Choice[] = [];
  if (leadership?.role !== 'owner' && leadership?.role !== 'admin') return places;
  const isReader = leadership.readers.includes(person);
  const isOwner = leadership.role === 'owner';
  if (!isInTeam && !isLeader) places.push('team');
  if (!isLeader || (isReader && isOwner)) places.push('deputy');
  if (isOwner && !leadership.owners.includes(person)) places.push('owner');
  if (!isInTeam && !isLeader) places.push('carrier');
  if (!isInTeam && !isLeader && !isFamily && !writers.has(person)) places.push('writer');
  return places;
}

function AdmitForm({ person, name, places }: { person: string; name: string; places: readonly Choice[] }) {
  const t = useTexts('team');
  const client = useClient();
  const [, navigate] = useLocation();
  const admitting = useCommand();
  const planning = usePlan();
  const { give } = useWriters();
  const isFamily = useIsFamily(person);
  const [chosen, choose] = useState<Choice | null>(null);
  const [digits, setDigits] = useState('');
  const [mistakes, setMistakes] = useState<{ place?: string; digits?: string }>({});
  const texts: Record<Choice, { label: string; note: string }> = {
    team: { label: t('toTeam'), note: t('toTeamNote') },
    deputy: { label: t('toDeputy'), note: t('toDeputyNote') },
    owner: { label: t('toOwner'), note: t('toOwnerNote') },
    carrier: { label: t('toCarrier'), note: t('toCarrierNote') },
    writer: { label: t('toWriter'), note: t('toWriterNote') },
  };
  const submit = async () => {
    const found: typeof mistakes = {};
    if (chosen === null) found.place = t('placeMissing');
    if (!areTwelve(digits)) found.digits = t('digitsShort');
    setMistakes(found);
    if (chosen === null || Object.keys(found).length > 0) return;
    const isDone =
      chosen === 'writer'
        ? await planning.carryOut(give(person, digits))
        : (await admitting.run(() => client.admit(person, chosen, digits))).isDone;
    if (isDone) navigate('/team', { replace: true });
  };
  return (
    <>
      <Card>
        <FormBody label={t('admitTitle', { name })} onSubmit={() => void submit()}>
          <OneOf
            label={t('place')}
            value={chosen}
            onChange={choose}
            options={places.map((value) => ({ value, ...texts[value] }))}
            error={mistakes.place ?? null}
            {...(isFamily ? { hint: t('toWriterFamily') } : {})}
          />
          <DigitsField
            label={t('digitsOf', { name })}
            hint={t('digitsOfHint')}
            value={digits}
            onChange={setDigits}
            error={mistakes.digits ?? null}
          />
          <FormEnd
            label={t('admit')}
            icon={UserCheck}
            isRunning={admitting.isRunning || planning.isRunning}
            failure={admitting.failure ?? planning.failure}
          />
        </FormBody>
      </Card>
      <Hint>{chosen === 'writer' ? t('admitWarningWriter') : t('admitWarning')}</Hint>
    </>
  );
}

export default function AdmitPage() {
  const t = useTexts('team');
  const { id = '' } = useParams();
  const { spaces } = useInstitution();
  const person = directory(useBySpace(people), spaces).get(id);
  const isIn = spaces.some(({ personas }) => personas.includes(id));
  const places = usePlaces(id);
  const name = person?.name ?? t('nobody');
  if (!isIn || places.length === 0) {
    return (
      <Page title={t('title')} back={{ to: '/team', label: t('title') }}>
        <Empty icon={UserX}>{t('nowhere')}</Empty>
      </Page>
    );
  }
  return (
    <Page
      title={t('admitTitle', { name })}
      under={t('admitIntro', { name })}
      back={{ to: `/briefe/person/${id}`, label: name }}
      isNarrow
    >
      <AdmitForm person={id} name={name} places={places} />
    </Page>
  );
}
