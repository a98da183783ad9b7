/**
 * One post: read by guardians, who answer below; for staff with who has read it, and every guardian's thread.
 * @module
 */
import { useRoute } from 'wouter';
import { useTexts } from '../../shell/i18n.ts';
import { useInstitution, useSnapshot } from '../../shell/use-client.ts';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { momentText } from '../../ui/dates.ts';
import { Page } from '../../ui/page.tsx';
import { Prose } from '../../ui/prose.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { OwnThread, StaffThreads } from './post-threads.tsx';
import { Readers } from './readers.tsx';
import { useMarkRead } from './use-mark-read.ts';
import { Withdraw } from './withdraw.tsx';
import { usePosts, type ShownPost } from './use-posts.ts';

function Missing() {
  const t = useTexts('posts');
  const { caughtUp, connection } = useSnapshot();
  const back = { to: '/nachrichten', label: t('back') };
  if (!caughtUp && connection === 'online') {
    return (
      <Page title={t('title')} back={back}>
        <Skeleton label={t('loading')} />
      </Page>
    );
  }
  return (
    <Page title={t('goneTitle')} back={back}>
      <p>{t('gone')}</p>
    </Page>
  );
}

function Shown({ post }: { post: ShownPost }) {
  const t = useTexts('posts');
  const { standing } = useInstitution();
  const { today } = useSnapshot();
  const seesAll = standing !== 'guardian';
  useMarkRead(post);
  const time = post.isWaiting ? t('sending') : momentText(post.time, today);
  return (
    <Page
      title={post.title}
      back={{ to: '/nachrichten', label: t('back') }}
      under={t('under', { audience: post.audience, author: post.authorName, time })}
      actions={post.isWaiting ? <Chip tone="plain">{t('sending')}</Chip> : <Withdraw post={post} />}
      {...(seesAll ? { aside: <Readers post={post} /> } : {})}
    >
      <Card>
        <Prose text={post.text} />
      </Card>
      {seesAll ? <StaffThreads post={post} /> : <OwnThread post={post} />}
    </Page>
  );
}

export default function PostPage() {
  const [, parameters] = useRoute('/nachrichten/:id');
  const post = usePosts().find(({ id }) => id === parameters?.id);
  return post === undefined ? <Missing /> : <Shown key={post.id} post={post} />;
}
