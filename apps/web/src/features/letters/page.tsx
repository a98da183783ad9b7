/**
 * Letters that are open, and people whom a letter has let in.
 * @module
 */
import { comebacks, comebacksDue } from '@obhut/domain/comebacks.ts';
import { openLetters, people, type Person } from '@obhut/domain/people.ts';
import { Mail, Plus } from 'lucide-react';
import { useTexts } from '../../shell/i18n.ts';
import { useBySpace, useInstitution } from '../../shell/use-client.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { List, Row } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { byName } from '../../ui/dates.ts';
import { Empty } from '../../ui/empty.tsx';
import { Face } from '../../ui/face.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { ToConfirm, ToDo } from './bulk-sections.tsx';
import { OpenLetters } from './open-letters.tsx';
import { usePersons } from './use-person.ts';
import { usePrepared } from './use-prepared.ts';

function nameOf({ name }: { name: string | null }): string {
  return name ?? '';
}

function PersonRow({ person, isBack }: { person: Person; isBack: boolean }) {
  const t = useTexts('letters');
  const name = person.name ?? t('nobody');
  const letterFor = person.letterFor === null ? '' : t('letterFor', { name: person.letterFor });
  return (
    <Row
      to={`/briefe/person/${person.persona}`}
      picture={<Face name={name} id={person.persona} />}
      title={name}
      under={[person.note, letterFor].filter((text) => text !== '').join(' · ')}
      end={
        isBack ? <Chip tone="sun">{t('back1')}</Chip> : person.sharesName && <Chip tone="late">{t('sharesName')}</Chip>
      }
    />
  );
}

export default function LettersPage() {
  const t = useTexts('letters');
  const { spaces } = useInstitution();
  const states = useBySpace(people);
  const due = comebacksDue(useBySpace(comebacks), spaces);
  const open = openLetters(states, spaces).toSorted(byName(nameOf));
  // Whoever has come back is one person with who they were: they are listed once.
  const inside = [...usePersons().values()]
    .filter(({ persona }) => !due.some(({ next }) => next === persona))
    .toSorted(byName(nameOf));
  const prepared = usePrepared();
  const create = (
    <ButtonLink kind="primary" to="/briefe/neu" icon={Plus}>
      {t('new')}
    </ButtonLink>
  );
  if (open.length + inside.length + prepared.length === 0) {
    return (
      <Page title={t('title')}>
        <Empty icon={Mail} action={create}>
          {t('empty')}
        </Empty>
      </Page>
    );
  }
  return (
    <Page title={t('title')} actions={create}>
      <ToDo prepared={prepared} />
      <ToConfirm prepared={prepared} />
      <Section title={t('open')}>{open.length === 0 ? <p>{t('none')}</p> : <OpenLetters open={open} />}</Section>
      {inside.length > 0 && (
        <Section title={t('in')}>
          <List label={t('in')}>
            {inside.map((person) => (
              <PersonRow
                key={person.persona}
                person={person}
                isBack={due.some((comeback) => comeback.person === person.persona)}
              />
            ))}
          </List>
        </Section>
      )}
    </Page>
  );
}
