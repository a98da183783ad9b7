/**
 * Leadership, team, and who writes for the carrier, by name; and how somebody joins them.
 * @module
 */
import { directory, people } from '@obhut/domain/people.ts';
import { Mail } from 'lucide-react';
import { useTexts } from '../../shell/i18n.ts';
import { useBySpace, useInstitution, useSnapshot } from '../../shell/use-client.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Card, List, Row } from '../../ui/card.tsx';
import { byName } from '../../ui/dates.ts';
import { Face } from '../../ui/face.tsx';
import { Hint } from '../../ui/notice.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { hasSecondOwner, isOwner } from './owners.ts';
import styles from './team.module.css';
import { useWriters } from './use-writers.ts';

interface Colleague {
  person: string;
  name: string;
  note: string;
}

type Leadership = ReturnType<typeof useInstitution>['spaces'][number];

function Colleagues({ label, all }: { label: string; all: readonly Colleague[] }) {
  const { me, standing } = useInstitution();
  return (
    <Section title={label}>
      <List label={label}>
        {all.toSorted(byName(({ name }) => name)).map(({ person, name, note }) => (
          <Row
            key={person}
            picture={<Face name={name} id={person} />}
            title={name}
            under={note}
            {...(person === me || standing === 'carrier' ? {} : { to: `/briefe/person/${person}` })}
          />
        ))}
      </List>
    </Section>
  );
}

type Title = 'owner' | 'deputy' | 'carrier' | 'carrierBoth';

function titleIn(leadership: Leadership | undefined, person: string, writers: ReadonlySet<string>): Title {
  if (leadership?.owners.includes(person) === true) return 'owner';
  if (leadership?.readers.includes(person) !== true) return 'deputy';
  return writers.has(person) ? 'carrierBoth' : 'carrier';
}

function How() {
  const t = useTexts('team');
  return (
    <Section title={t('howTitle')}>
      <Card>
        <ol className={styles['steps']}>
          <li>{t('how1')}</li>
          <li>{t('how2')}</li>
          <li>{t('how3')}</li>
        </ol>
        <ButtonLink to="/briefe/neu" icon={Mail}>
          {t('write')}
        </ButtonLink>
      </Card>
    </Section>
  );
}

export default function TeamPage() {
  const t = useTexts('team');
  const snapshot = useSnapshot();
  const { me, spaces } = useInstitution();
  const names = directory(useBySpace(people), spaces);
  const colleague = (person: string, note: string): Colleague => ({
    person,
    name: names.get(person)?.name ?? t('nobody'),
    note: person === me ? t('you', { note }) : note,
  });
  const leadership = spaces.find(({ kind }) => kind === 'leadership');
  const leaders = leadership?.personas ?? [];
  const team = spaces.filter(({ kind }) => kind === 'team').flatMap(({ personas }) => personas);
  const others = [...new Set(team)].filter((person) => !leaders.includes(person));
  const { all: writers } = useWriters();
  const carriers = [...writers].filter((person) => !leaders.includes(person) && !team.includes(person));
  const titles = {
    owner: t('owner'),
    deputy: t('deputy'),
    carrier: t('carrier'),
    carrierBoth: t('carrierBoth'),
  };
  const mayAdmit = leadership?.role === 'owner' || leadership?.role === 'admin';
  return (
    <Page title={t('title')} back={{ to: '/mehr', label: t('back') }}>
      {isOwner(snapshot) && !hasSecondOwner(snapshot) && <Hint>{t('alone')}</Hint>}
      <Colleagues
        label={t('leadership')}
        all={leaders.map((person) => colleague(person, titles[titleIn(leadership, person, writers)]))}
      />
      {others.length > 0 && (
        <Colleagues label={t('team')} all={others.map((person) => colleague(person, t('member')))} />
      )}
      {carriers.length > 0 && (
        <Colleagues label={t('carriers')} all={carriers.map((person) => colleague(person, t('toWriter')))} />
      )}
      {mayAdmit && <How />}
    </Page>
  );
}
