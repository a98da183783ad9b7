/**
 * Who may read the protection flags of a ward: leadership, and who of the group's team is named.
 * @module
 */
import { colleagues, teamOf } from '@obhut/domain/group-teams.ts';
import { directory, people } from '@obhut/domain/people.ts';
import type { Ward } from '@obhut/domain/wards.ts';
import { UserCheck } from 'lucide-react';
import { useTexts } from '../../shell/i18n.ts';
import { useBySpace, useInstitution } from '../../shell/use-client.ts';
import { byName } from '../../ui/dates.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { List, Row } from '../../ui/card.tsx';
import { Face } from '../../ui/face.tsx';
import { useLeads } from '../../shell/use-leads.ts';

interface Reader {
  id: string;
  name: string;
}

/** `may`: of whom leadership chooses; who is named already can be taken out, wherever they work by now. */
export function useFlagReaders(ward: Ward): { named: readonly Reader[]; may: readonly Reader[] } {
  const t = useTexts('wards');
  const { spaces } = useInstitution();
  const names = directory(useBySpace(people), spaces);
  const inside = spaces.find(({ id }) => id === ward.spaces['ward/protection'])?.personas ?? [];
  const team = teamOf(spaces, ward.fields.group)?.personas ?? [];
  const all = colleagues(spaces)
    .map((id): Reader => ({ id, name: names.get(id)?.name ?? t('nobody') }))
    .toSorted(byName(({ name }) => name));
  return {
    named: all.filter(({ id }) => inside.includes(id)),
    may: all.filter(({ id }) => inside.includes(id) || team.includes(id)),
  };
}

export function FlagReaders({ ward }: { ward: Ward }) {
  const t = useTexts('wards');
  const { named } = useFlagReaders(ward);
  const mayName = useLeads();
  return (
    <>
      {named.length === 0 ? (
        <p>{t('readersNone')}</p>
      ) : (
        <>
          <p>{t('readersSome')}</p>
          <List label={t('readers')}>
            {named.map(({ id, name }) => (
              <Row key={id} picture={<Face name={name} id={id} />} title={name} />
            ))}
          </List>
        </>
      )}
      {mayName && (
        <div>
          <ButtonLink to={`/kinder/${ward.id}/sperre/lesen`} icon={UserCheck}>
            {t('readersChange')}
          </ButtonLink>
        </div>
      )}
    </>
  );
}
