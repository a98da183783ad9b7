/**
 * All posts of all institutions, newest first.
 * @module
 */
import { MessagesSquare, PenLine } from 'lucide-react';
import { InEach, useAllNames, useEach } from '../../shell/every.tsx';
import { Sections } from '../../shell/sections.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useInstitution } from '../../shell/use-client.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { PostRows } from './post-rows.tsx';
import { Listed, newestOfAll } from './listed.tsx';
import { useMayWrite } from './use-may-write.ts';
import { WithdrawnRows } from './withdrawn.tsx';

function WriteLink() {
  const t = useTexts('posts');
  return (
    <ButtonLink kind="primary" to="/nachrichten/neu" icon={PenLine}>
      {t('write')}
    </ButtonLink>
  );
}

function NoPosts() {
  const t = useTexts('posts');
  const { standing } = useInstitution();
  const mayWrite = useMayWrite();
  const isLoading = useEach().some(({ snapshot: { caughtUp, connection } }) => !caughtUp && connection === 'online');
  if (isLoading) return <Skeleton label={t('loading')} />;
  return (
    <Empty icon={MessagesSquare} action={mayWrite && <WriteLink />}>
      {standing === 'staff' ? t('emptyStaff') : mayWrite ? t('emptyCarrier') : t('emptyGuardian')}
    </Empty>
  );
}

export default function PostsPage() {
  const t = useTexts('posts');
  const mayWrite = useMayWrite();
  const names = useAllNames();
  return (
    <InEach Own={Listed}>
      {(all) => (
        <Page title={t('title')} over={names} actions={mayWrite && all.length > 0 && <WriteLink />}>
          <Sections tab="/nachrichten" />
          {all.length > 0 && <PostRows label={t('list')} shown={newestOfAll(all)} />}
          <WithdrawnRows />
          {all.length === 0 && <NoPosts />}
        </Page>
      )}
    </InEach>
  );
}
