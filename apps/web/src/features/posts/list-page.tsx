/**
 * All posts, newest first.
 * @module
 */
import { MessagesSquare, PenLine } from 'lucide-react';
import { Sections } from '../../shell/sections.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useInstitution, useSnapshot } from '../../shell/use-client.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { PostRows } from './post-rows.tsx';
import { useMayWrite } from './use-may-write.ts';
import { usePosts } from './use-posts.ts';
import { WithdrawnRows } from './withdrawn.tsx';

export default function PostsPage() {
  const t = useTexts('posts');
  const { standing } = useInstitution();
  const { caughtUp, connection } = useSnapshot();
  const shown = usePosts();
  const mayWrite = useMayWrite();
  const write = mayWrite && (
    <ButtonLink kind="primary" to="/nachrichten/neu" icon={PenLine}>
      {t('write')}
    </ButtonLink>
  );
  if (shown.length > 0) {
    return (
      <Page title={t('title')} actions={write}>
        <Sections tab="/nachrichten" />
        <PostRows label={t('list')} shown={shown} />
        <WithdrawnRows />
      </Page>
    );
  }
  return (
    <Page title={t('title')}>
      <Sections tab="/nachrichten" />
      <WithdrawnRows />
      {!caughtUp && connection === 'online' ? (
        <Skeleton label={t('loading')} />
      ) : (
        <Empty icon={MessagesSquare} action={write}>
          {standing === 'staff' ? t('emptyStaff') : mayWrite ? t('emptyCarrier') : t('emptyGuardian')}
        </Empty>
      )}
    </Page>
  );
}
