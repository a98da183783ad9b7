/**
 * On Heute, for those who lead: who has not joined, by letters that wait to be made, printed or used.
 * @module
 */
import { openLetters, people } from '@obhut/domain/people.ts';
import { Mail } from 'lucide-react';
import { useTexts } from '../../shell/i18n.ts';
import { useBySpace, useInstitution } from '../../shell/use-client.ts';
import { useLeads } from '../../shell/use-leads.ts';
import { List, Row } from '../../ui/card.tsx';
import { byName } from '../../ui/dates.ts';
import { Section } from '../../ui/page.tsx';
import { ToDo, useHasToDo } from './bulk-sections.tsx';
import { usePrepared } from './use-prepared.ts';

export default function LettersTile() {
  const t = useTexts('letters');
  const { spaces } = useInstitution();
  const leads = useLeads();
  const prepared = usePrepared();
  const hasToDo = useHasToDo(prepared);
  const open = openLetters(useBySpace(people), spaces);
  if (!leads || (open.length === 0 && !hasToDo)) return null;
  const names = open.flatMap(({ name }) => (name === null ? [] : [name])).toSorted(byName((name) => name));
  return (
    <Section title={t('tile')}>
      <ToDo prepared={prepared} />
      {open.length > 0 && (
        <List label={t('open')}>
          <Row
            to="/briefe"
            picture={<Mail aria-hidden />}
            title={t('tileOpen', { count: open.length })}
            isPreview
            under={names.length === 0 ? undefined : names.join(' · ')}
          />
        </List>
      )}
    </Section>
  );
}
