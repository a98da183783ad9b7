/**
 * To whom one may write: everyone, a group, those who see single wards, the staff; for the carrier, everyone alone.
 * @module
 */
import { recipientsOf } from '@obhut/domain/post-audience.ts';
import { allWards, wards } from '@obhut/domain/wards.ts';
import { useTexts } from '../../shell/i18n.ts';
import { useBySpace, useInstitution } from '../../shell/use-client.ts';
import { useStaffTeam } from '../../shell/use-staff-team.ts';
import { useEveryone, useYearGroups } from '../../shell/use-years.ts';
import type { Option } from '../../ui/choice.tsx';
import { byName } from '../../ui/dates.ts';
import type { PickerOption } from '../../ui/picker.tsx';
import { Sign } from '../../ui/sign.tsx';
import { WardFace } from '../../ui/ward-face.tsx';
import { useMayWriteIn } from './use-may-write.ts';

export interface Audiences {
  /** By space. */
  several: readonly Option[];
  /** By the space of what is shared of the ward. */
  ofWards: readonly PickerOption[];
  team: Option | null;
}

export function useAudiences(): Audiences {
  const t = useTexts('posts');
  const { me, spaces } = useInstitution();
  const named = useYearGroups();
  const all = allWards(useBySpace(wards), spaces).toSorted(byName(({ fields }) => fields.name));
  const team = useStaffTeam();
  const mayWriteIn = useMayWriteIn();
  const note = (id: string) => {
    const { people, openLetters } = recipientsOf(spaces, [id], me);
    return t('audienceNote', { people: people.length, letters: openLetters });
  };
  const everyone = useEveryone(t('all')).map(({ id, label }) => ({ value: id, label, note: note(id) }));
  const ofGroups = named.map(({ id, name, label, colour, sign }) => ({
    value: id,
    label,
    note: note(id),
    picture: <Sign sign={sign} colour={colour} name={name} />,
  }));
  const ofWards = all.flatMap(({ id, spaces: { ward }, fields: { name, sign } }) =>
    ward === undefined || !mayWriteIn(ward)
      ? []
      : [{ value: ward, label: name || t('nobody'), picture: <WardFace id={id} name={name} sign={sign} /> }],
  );
  return {
    several: [...everyone, ...ofGroups].filter(({ value }) => mayWriteIn(value)),
    ofWards,
    team: team === null || !mayWriteIn(team) ? null : { value: team, label: t('team'), note: note(team) },
  };
}
