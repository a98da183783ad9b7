/**
 * Who may read what of a ward only few may: its protection flags, and what is sensitive. Leadership, and who of the group's team is named for it.
 * @module
 */
import { colleagues, teamOf } from '@obhut/domain/group-teams.ts';
import { directory, people } from '@obhut/domain/people.ts';
import type { Ward, WardTier } from '@obhut/domain/wards.ts';
import { UserCheck } from 'lucide-react';
import { useTexts } from '../../shell/i18n.ts';
import { useBySpace, useInstitution } from '../../shell/use-client.ts';
import { byName } from '../../ui/dates.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { List, Row } from '../../ui/card.tsx';
import { Face } from '../../ui/face.tsx';
import { useLeads } from '../../shell/use-leads.ts';

export type NamedTier = Extract<WardTier, 'ward/protection' | 'ward/sensitive'>;

/** The same, said of flags or of what is sensitive. */
export function useReadersTexts(tier: NamedTier) {
  const t = useTexts('wards');
  if (tier === 'ward/protection') {
    return {
      title: t('readers'),
      none: t('readersNone'),
      some: t('readersSome'),
      change: t('readersChange'),
      may: t('readersMay'),
      gone: (names: string) => t('readersGone', { names }),
      path: 'sperre',
    };
  }
  return {
    title: t('sensitiveReaders'),
    none: t('sensitiveNone'),
    some: t('sensitiveSome'),
    change: t('sensitiveChange'),
    may: t('sensitiveMay'),
    gone: (names: string) => t('sensitiveGone', { names }),
    path: 'besonderes',
  };
}

interface Reader {
  id: string;
  name: string;
}

/** `may`: of whom leadership chooses; who is named already can be taken out, wherever they work by now. */
export function useNamedReaders(ward: Ward, tier: NamedTier): { named: readonly Reader[]; may: readonly Reader[] } {
  const t = useTexts('wards');
  const { spaces } = useInstitution();
  const names = directory(useBySpace(people), spaces);
  const inside = spaces.find(({ id }) => id === ward.spaces[tier])?.personas ?? [];
  const team = teamOf(spaces, ward.fields.group)?.personas ?? [];
  const all = colleagues(spaces)
    .map((id): Reader => ({ id, name: names.get(id)?.name ?? t('nobody') }))
    .toSorted(byName(({ name }) => name));
  return {
    named: all.filter(({ id }) => inside.includes(id)),
    may: all.filter(({ id }) => inside.includes(id) || team.includes(id)),
  };
}

export function NamedReaders({ ward, tier }: { ward: Ward; tier: NamedTier }) {
  const texts = useReadersTexts(tier);
  const { named } = useNamedReaders(ward, tier);
  const mayName = useLeads();
  return (
    <>
      {named.length === 0 ? (
        <p>{texts.none}</p>
      ) : (
        <>
          <p>{texts.some}</p>
          <List label={texts.title}>
            {named.map(({ id, name }) => (
              <Row key={id} picture={<Face name={name} id={id} />} title={name} />
            ))}
          </List>
        </>
      )}
      {mayName && (
        <div>
          <ButtonLink to={`/kinder/${ward.id}/${texts.path}/lesen`} icon={UserCheck}>
            {texts.change}
          </ButtonLink>
        </div>
      )}
    </>
  );
}
