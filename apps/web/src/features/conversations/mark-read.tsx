/**
 * Looking at a conversation: this device keeps how far, and a guardian says so to the team, once. Of staff nothing leaves the device, and
 * among those who were chosen for a conversation nothing does of anybody.
 * @module
 */
import { mailboxOf } from '@obhut/domain/kernel/membership.ts';
import { useEffect, useSyncExternalStore } from 'react';
import { keepSeen, useSeen } from '../../shell/seen.ts';
import { useClient, useInstitution } from '../../shell/use-client.ts';
import { useSaid, type Talk } from './use-talks.ts';

/** What was already said from here, until the engine shows it. */
const said = new Map<string, number>();

function subscribe(listener: () => void): () => void {
  document.addEventListener('visibilitychange', listener);
  return () => document.removeEventListener('visibilitychange', listener);
}

/** A page behind another one is not looked at. */
function useVisible(): boolean {
  return useSyncExternalStore(subscribe, () => document.visibilityState === 'visible');
}

function useMark(space: string, talk: Talk): void {
  const client = useClient();
  const isVisible = useVisible();
  const { me, standing, spaces } = useInstitution();
  const told = useSaid()(space);
  const seen = useSeen(me)(space);
  const last = talk.messages.findLast(
    (message) => message.space === space && !message.isWaiting && message.author !== me,
  );
  const seq = last?.seq ?? 0;
  const expiry = last?.expiry ?? 0;
  const mailbox = standing === 'guardian' && talk.kind !== 'conversation' ? mailboxOf(spaces, me)?.id : undefined;
  useEffect(() => {
    if (!isVisible || seq === 0) return;
    if (seq > seen) keepSeen(me, space, seq);
    const key = `${me} ${space}`;
    if (mailbox === undefined || seq <= Math.max(said.get(key) ?? 0, told)) return;
    said.set(key, seq);
    // Not heard of where it fails: the next look says it again.
    client
      .send({ space: mailbox, type: 'message/read@1', body: { space, seq }, expiry, notify: 'none' })
      .catch((error: unknown) => {
        said.delete(key);
        reportError(error);
      });
  }, [client, isVisible, me, mailbox, space, seq, expiry, seen, told]);
}

/** For each space that the conversation is in. */
export function MarkRead({ talk }: { talk: Talk }) {
  return talk.spaces.map((space) => <MarkSpace key={space} space={space} talk={talk} />);
}

function MarkSpace({ space, talk }: { space: string; talk: Talk }) {
  useMark(space, talk);
  return null;
}
