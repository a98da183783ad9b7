/**
 * Admitting a person to the staff, who stands there and shows their digits.
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
import { Card } from '../../ui/card.tsx';
import { OneOf } from '../../ui/choice.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Hint } from '../../ui/notice.tsx';
import { FormBody, Page } from '../../ui/page.tsx';

/** Nobody can give more than they have, and nobody is admitted to where they are. */
function usePlaces(person: string): readonly Place[] {
  const { spaces } = useInstitution();
  const leadership = spaces.find(({ kind }) => kind === 'leadership');
  const isInTeam = spaces.some(({ kind, personas }) => kind === 'team' && personas.includes(person));
  const isLeader = leadership?.personas.includes(person) === true;
  const places: Place[] = [];
  if (leadership?.role !== 'owner' && leadership?.role !== 'admin') return places;
  const isReader = leadership.readers.includes(person);
  const isOwner = leadership.role === 'owner';
  if (!isInTeam && !isLeader) places.push('team');
  if (!isLeader || (isReader && isOwner)) places.push('deputy');
  if (isOwner && !leadership.owners.includes(person)) places.push('owner');
  if (!isInTeam && !isLeader) places.push('carrier');
  return places;
}

function AdmitForm({ person, name, places }: { person: string; name: string; places: readonly Place[] }) {
  const t = useTexts('team');
  const client = useClient();
  const [, navigate] = useLocation();
  const { run, isRunning, failure } = useCommand();
  const [chosen, choose] = useState<Place | null>(null);
  const [digits, setDigits] = useState('');
  const [mistakes, setMistakes] = useState<{ place?: string; digits?: string }>({});
  const texts: Record<Place, { label: string; note: string }> = {
    team: { label: t('toTeam'), note: t('toTeamNote') },
    deputy: { label: t('toDeputy'), note: t('toDeputyNote') },
    owner: { label: t('toOwner'), note: t('toOwnerNote') },
    carrier: { label: t('toCarrier'), note: t('toCarrierNote') },
  };
  const submit = async () => {
    const found: typeof mistakes = {};
    if (chosen === null) found.place = t('placeMissing');
    if (!areTwelve(digits)) found.digits = t('digitsShort');
    setMistakes(found);
    if (chosen === null || Object.keys(found).length > 0) return;
    const { isDone } = await run(() => client.admit(person, chosen, digits));
    if (isDone) navigate('/team', { replace: true });
  };
  return (
    <FormBody label={t('admitTitle', { name })} onSubmit={() => void submit()}>
      <OneOf
        label={t('place')}
        value={chosen}
        onChange={choose}
        options={places.map((value) => ({ value, ...texts[value] }))}
        error={mistakes.place ?? null}
      />
      <DigitsField
        label={t('digitsOf', { name })}
        hint={t('digitsOfHint')}
        value={digits}
        onChange={setDigits}
        error={mistakes.digits ?? null}
      />
      <FormEnd label={t('admit')} icon={UserCheck} isRunning={isRunning} failure={failure} />
    </FormBody>
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
      <Card>
        <AdmitForm person={id} name={name} places={places} />
      </Card>
      <Hint>{t('admitWarning')}</Hint>
    </Page>
  );
}
