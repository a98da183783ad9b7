/**
 * Taking back a post of one's own: confirmed by name, with who may know it already.
 * @module
 */
import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { audienceOf } from '@obhut/domain/post-audience.ts';
import { posts } from '@obhut/domain/posts.ts';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useBySpace, useClient, useInstitution } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { byName, listText } from '../../ui/dates.ts';
import { Confirm } from '../../ui/dialog.tsx';
import { useMayWriteIn } from './use-may-write.ts';
import { useNames, type ShownPost } from './use-posts.ts';
import { useSeesReading } from './use-sees-reading.ts';

export function Withdraw({ post }: { post: ShownPost }) {
  const t = useTexts('posts');
  const client = useClient();
  const [, navigate] = useLocation();
  const { me, spaces } = useInstitution();
  const nameOf = useNames();
  const { read } = audienceOf(useBySpace(posts), spaces, post);
  const mayWriteIn = useMayWriteIn();
  const sees = useSeesReading();
  const [isOpen, setOpen] = useState(false);
  const { run, isRunning, failure } = useCommand();
  if (post.author !== me) return null;
  const withdraw = async () => {
    const { id, expiry } = post;
    const sent = post.copies.filter(({ space }) => mayWriteIn(space));
    const { isDone } = await run(async () => {
      for (const { event } of post.unsent) await client.unsend(event);
      const draft = { type: 'post/withdrawn@1', body: { post: id }, expiry, notify: 'none' } as const;
      await client.sendToEach([...new Set(sent.map(({ space }) => space))], draft);
      for (const { space, event } of sent) await client.deleteEvent(space, event);
    });
    if (isDone) navigate('/nachrichten', { replace: true });
  };
  const names = listText(read.map(nameOf).toSorted(byName((name) => name)));
  return (
    <>
      <Button kind="quiet" icon={Undo2} onPress={() => setOpen(true)}>
        {t('withdraw')}
      </Button>
      <Confirm
        isOpen={isOpen}
        title={t('withdrawTitle', { title: post.title })}
        yes={t('withdrawYes')}
        no={t('withdrawNo')}
        isBusy={isRunning}
        onYes={() => void withdraw()}
        onNo={() => setOpen(false)}
      >
        <p>{t('withdrawText')}</p>
        {!post.isAmongStaff && (
          <p>
            {sees !== 'names'
              ? t('withdrawMaybe')
              : read.length === 0
                ? t('withdrawUnread')
                : t('withdrawRead', { count: read.length, names })}
          </p>
        )}
        <FailureNotice failure={failure} />
      </Confirm>
    </>
  );
}
