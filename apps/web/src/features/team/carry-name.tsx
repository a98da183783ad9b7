/**
 * Whoever of the staff, or of the carrier, is called something in one year is called so in the next: each says it of themselves, as nobody can
 * for them.
 * @module
 */
import { latest } from '@obhut/domain/kernel/register.ts';
import { people } from '@obhut/domain/people.ts';
import { useEffect, useRef } from 'react';
import { useBySpace, useClient, useInstitution, useSnapshot } from '../../shell/use-client.ts';
import { useYears } from '../../shell/use-years.ts';

export default function CarryName() {
  const client = useClient();
  const { caughtUp, outbox } = useSnapshot();
  const { me, standing, spaces } = useInstitution();
  const states = useBySpace(people);
  const years = useYears();
  const asked = useRef(new Set<string>());
  const nameIn = (space: string) => latest(states.get(space)?.profiles.get(me));
  const name = years.map(({ everyone }) => nameIn(everyone)).findLast((one) => one !== null) ?? null;
  const without = years.find(({ everyone, when }) => when !== 'over' && nameIn(everyone) === null);
  const writes = spaces.some(({ id, role }) => id === without?.everyone && role === 'writer');
  const due = caughtUp && (standing === 'staff' || writes) ? without?.everyone : undefined;
  useEffect(() => {
    const isOnItsWay = outbox.some(({ space, type }) => space === due && type === 'profile/named@1');
    if (due === undefined || name === null || isOnItsWay || asked.current.has(due)) return;
    asked.current.add(due);
    void client.send({ space: due, type: 'profile/named@1', body: { name }, expiry: 0, notify: 'none' });
  }, [client, due, name, outbox]);
  return null;
}
