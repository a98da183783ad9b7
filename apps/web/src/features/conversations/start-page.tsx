/**
 * To whom, or about whom: every place where one can talk.
 * @module
 */
import { finder } from '@obhut/domain/kernel/search.ts';
import { MessageCircle, UsersRound } from 'lucide-react';
import { useState } from 'react';
import { useTexts } from '../../shell/i18n.ts';
import { useInstitution } from '../../shell/use-client.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { List, Row } from '../../ui/card.tsx';
import { byName } from '../../ui/dates.ts';
import { Empty } from '../../ui/empty.tsx';
import { Field } from '../../ui/field.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { TalkPicture } from './talk-rows.tsx';
import { usePlaces, type Talk } from './use-talks.ts';

function Places({ label, places }: { label: string; places: readonly Talk[] }) {
  if (places.length === 0) return null;
  return (
    <Section title={label}>
      <List label={label}>
        {places.toSorted(byName(({ title }) => title)).map((place) => (
          <Row
            key={place.id}
            to={`/gespraeche/${place.id}`}
            picture={<TalkPicture talk={place} />}
            title={place.ward?.fields.name ?? place.title}
          />
        ))}
      </List>
    </Section>
  );
}

function ForGuardian({ places }: { places: readonly Talk[] }) {
  const t = useTexts('conversations');
  return (
    <List label={t('startGuardian')}>
      {places
        .filter(({ kind }) => kind !== 'conversation')
        .toSorted((a, b) => Number(a.kind === 'ward') - Number(b.kind === 'ward'))
        .map((place) => (
          <Row
            key={place.id}
            to={`/gespraeche/${place.id}`}
            picture={<TalkPicture talk={place} />}
            title={place.kind === 'mailbox' ? t('toTeam') : place.title}
            under={place.kind === 'mailbox' ? t('toTeamNote') : t('aboutNote')}
          />
        ))}
    </List>
  );
}

function ForStaff({ places }: { places: readonly Talk[] }) {
  const t = useTexts('conversations');
  const [typed, setTyped] = useState('');
  const isFound = finder(typed);
  const named = places.filter(({ title }) => isFound(title));
  const isEmpty = places.every(({ kind }) => kind === 'conversation');
  if (isEmpty) return <Empty icon={MessageCircle}>{t('startNobody')}</Empty>;
  return (
    <>
      <Field label={t('choose')} value={typed} onChange={setTyped} />
      <Places label={t('people')} places={named.filter(({ kind }) => kind === 'mailbox')} />
      <Places label={t('wards')} places={named.filter(({ kind }) => kind === 'ward')} />
    </>
  );
}

export default function StartPage() {
  const t = useTexts('conversations');
  const { standing } = useInstitution();
  const places = usePlaces();
  const several = standing === 'staff' && (
    <ButtonLink to="/gespraeche/mehrere" icon={UsersRound}>
      {t('several')}
    </ButtonLink>
  );
  return (
    <Page title={t('startTitle')} back={{ to: '/gespraeche', label: t('back') }} actions={several}>
      {standing === 'guardian' ? <ForGuardian places={places} /> : <ForStaff places={places} />}
    </Page>
  );
}
