/**
 * Guardians of different wards do not read each other's mailboxes: in a conversation among several, one says one's own name once.
 * @module
 */
import { directory, people } from '@obhut/domain/people.ts';
import { useBySpace, useClient, useInstitution, useSnapshot } from '../../shell/use-client.ts';
import type { Talk } from './use-talks.ts';

/** To be called before the first word. */
export function useOwnName({ id, kind }: Talk): () => Promise<void> {
  const client = useClient();
  const { me, standing, spaces } = useInstitution();
  const { outbox } = useSnapshot();
  const states = useBySpace(people);
  const isKnown =
    states.get(id)?.profiles.has(me) === true ||
    outbox.some(({ space, type }) => space === id && type === 'profile/named@1');
  const name = directory(states, spaces).get(me)?.name ?? null;
  return async () => {
    if (standing !== 'guardian' || kind !== 'conversation' || isKnown || name === null) return;
    await client.send({ space: id, type: 'profile/named@1', body: { name }, expiry: 0, notify: 'none' });
  };
}
