/**
 * What follows from prepared letters: those that wait, those that are not on paper so far, and who has joined and belongs to a ward, which
 * somebody confirms who has met them.
 * @module
 */
import { guardianships, guardianshipsOf } from '@obhut/domain/guardianships.ts';
import { MailPlus, Printer } from 'lucide-react';
import { useTexts } from '../../shell/i18n.ts';
import { useBySpace, useSnapshot } from '../../shell/use-client.ts';
import { List, Row } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Face } from '../../ui/face.tsx';
import { Section } from '../../ui/page.tsx';
import type { Prepared } from './use-prepared.ts';

/** Done plans are kept for their letters alone. */
function usePlansToPrint() {
  return useSnapshot().plans.filter(({ done, total, failure }) => done >= total && failure === null);
}

function waitingOf(prepared: readonly Prepared[]): number {
  return prepared.filter(({ letter }) => letter.mailbox === null).length;
}

export function useHasToDo(prepared: readonly Prepared[]): boolean {
  return usePlansToPrint().length + waitingOf(prepared) > 0;
}

export function ToDo({ prepared }: { prepared: readonly Prepared[] }) {
  const t = useTexts('letters');
  const toPrint = usePlansToPrint();
  const waiting = waitingOf(prepared);
  if (waiting + toPrint.length === 0) return null;
  return (
    <List label={t('toDo')}>
      {waiting > 0 && (
        <Row
          to="/briefe/vorbereitet"
          picture={<MailPlus aria-hidden />}
          title={t('preparedCount', { count: waiting })}
          under={t('preparedNote')}
        />
      )}
      {toPrint.map(({ id, total }) => (
        <Row
          key={id}
          to={`/briefe/drucken/${id}`}
          picture={<Printer aria-hidden />}
          title={t('toPrint', { count: total })}
          under={t('toPrintNote')}
        />
      ))}
    </List>
  );
}

export function ToConfirm({ prepared }: { prepared: readonly Prepared[] }) {
  const t = useTexts('letters');
  const states = useBySpace(guardianships);
  const due = prepared.flatMap(({ letter, wards, note }) => {
    const { person } = letter;
    if (person === null) return [];
    const isRelated = (space: string | undefined) =>
      guardianshipsOf(states.get(space ?? '')).some(({ guardian }) => guardian === person);
    return wards.filter(({ spaces }) => !isRelated(spaces.ward)).map((ward) => ({ letter, person, ward, note }));
  });
  if (due.length === 0) return null;
  return (
    <Section title={t('toConfirm')}>
      <p>{t('toConfirmText')}</p>
      <List label={t('toConfirm')}>
        {due.map(({ letter, person, ward }) => (
          <Row
            key={`${person} ${ward.id}`}
            to={`/kinder/${ward.id}/bezug/${person}`}
            picture={<Face name={letter.name} id={person} />}
            title={letter.name}
            under={t('noteOf', { name: ward.fields.name })}
            end={letter.wasHanded && <Chip>{t('handed')}</Chip>}
          />
        ))}
      </List>
    </Section>
  );
}
