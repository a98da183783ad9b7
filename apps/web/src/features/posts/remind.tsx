/**
 * Reminding those who have not read: confirmed by name, once a day for each.
 * @module
 */
import { mailboxesOf } from '@obhut/domain/kernel/membership.ts';
import { audienceOf, isReminderDue, remindersOf } from '@obhut/domain/post-audience.ts';
import { posts } from '@obhut/domain/posts.ts';
import { BellRing } from 'lucide-react';
import { useState } from 'react';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { newId } from '../../shell/new-id.ts';
import { useBySpace, useClient, useInstitution } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { byName, listText } from '../../ui/dates.ts';
import { Confirm } from '../../ui/dialog.tsx';
import { useDateToday } from '../../ui/use-wall.ts';
import styles from './posts.module.css';
import { reminding } from './reminding.ts';
import { useNames, type ShownPost } from './use-posts.ts';

interface Due {
  persona: string;
  mailbox: string;
}

/** Who may be reminded now, and whether there is anybody who was today. */
function useDue(post: ShownPost): { due: readonly Due[]; isTodayDone: boolean } {
  const { spaces } = useInstitution();
  const states = useBySpace(posts);
  const today = useDateToday();
  const { unread } = audienceOf(states, spaces, post);
  const reminded = remindersOf(states, spaces, post.id);
  const writable = spaces.filter(({ role }) => role !== null && role !== 'reader');
  const due = unread
    .filter((persona) => isReminderDue(reminded.get(persona), today))
    .flatMap((persona): Due[] => {
      const mailbox = mailboxesOf(writable, persona)[0]?.id;
      return mailbox === undefined ? [] : [{ persona, mailbox }];
    });
  return { due, isTodayDone: unread.some((persona) => !isReminderDue(reminded.get(persona), today)) };
}

export function Remind({ post }: { post: ShownPost }) {
  const t = useTexts('posts');
  const client = useClient();
  const { standing } = useInstitution();
  const nameOf = useNames();
  const { due, isTodayDone } = useDue(post);
  const { run, isRunning, failure } = useCommand();
  const [isAsking, setAsking] = useState(false);
  if (standing !== 'staff' || post.isWaiting) return null;
  if (due.length === 0) return isTodayDone ? <p className={styles['quiet']}>{t('remindedToday')}</p> : null;
  const remind = async () => {
    // Another act at every try: whom an interrupted one has reached is not due any more.
    const mailboxes = due.map(({ mailbox }) => mailbox);
    const { isDone } = await run(() =>
      client.perform(reminding(newId(), { post: post.id, mailboxes, expiry: post.expiry })),
    );
    if (isDone) setAsking(false);
  };
  const names = due.map(({ persona }) => nameOf(persona)).toSorted(byName((name) => name));
  return (
    <>
      <Button kind="primary" icon={BellRing} onPress={() => setAsking(true)}>
        {t('remind', { count: due.length })}
      </Button>
      <Confirm
        isOpen={isAsking}
        title={t('remindTitle', { title: post.title })}
        yes={t('remindYes')}
        no={t('remindNo')}
        kind="primary"
        isBusy={isRunning}
        onYes={() => void remind()}
        onNo={() => setAsking(false)}
      >
        <p>{t('remindNames', { count: due.length, names: listText(names) })}</p>
        <p>{t('remindText')}</p>
        <FailureNotice failure={failure} />
      </Confirm>
    </>
  );
}
