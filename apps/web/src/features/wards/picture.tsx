/**
 * A ward's own sign in the colour of its group, else its initials.
 * @module
 */
import { useYearGroups } from '../../shell/use-years.ts';
import type { Ward } from '@obhut/domain/wards.ts';
import { Face } from '../../ui/face.tsx';
import { Sign } from '../../ui/sign.tsx';

export function WardPicture({ ward }: { ward: Ward }) {
  const group = useYearGroups().find(({ id }) => id === ward.fields.group);
  const { name, sign } = ward.fields;
  if (sign === '') return <Face name={name} id={ward.id} />;
  return <Sign sign={sign} colour={group?.colour ?? 1} name={name} />;
}
