/**
 * Posts as rows of a list, of all institutions together.
 * @module
 */
import { audienceOf } from '@obhut/domain/post-audience.ts';
import { posts } from '@obhut/domain/posts.ts';
import { Paperclip } from 'lucide-react';
import { Of, type Placed } from '../../shell/every.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useBySpace, useInstitution } from '../../shell/use-client.ts';
import { List, Row } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Face } from '../../ui/face.tsx';
import styles from './posts.module.css';
import type { ListedPost } from './listed.tsx';
import { previewOf } from './use-posts.ts';
import { useSeesReading } from './use-sees-reading.ts';

function ReadChip({ post }: { post: ListedPost }) {
  const t = useTexts('posts');
  const { standing, spaces } = useInstitution();
  const states = useBySpace(posts);
  const sees = useSeesReading();
  if (post.isWaiting) return <Chip tone="plain">{t('sending')}</Chip>;
  if (standing === 'guardian')
    return post.isRead ? null : <Chip tone="sun">{post.isReminded ? t('reminder') : t('new')}</Chip>;
  if (sees === 'nothing') return null;
  const audience = audienceOf(states, spaces, post);
  const all = audience.read.length + audience.unread.length;
  if (all === 0) return null;
  return (
    <Chip tone={audience.unread.length === 0 ? 'pine' : 'plain'}>
      {t('readOf', { read: audience.read.length, all })}
    </Chip>
  );
}

function PostRow({ post }: { post: ListedPost }) {
  const t = useTexts('posts');
  const { standing } = useInstitution();
  return (
    <Row
      to={`/nachrichten/${post.address}`}
      picture={<Face name={post.authorName} id={post.author} />}
      title={post.title}
      isPreview
      under={t('rowUnder', {
        author: standing === 'guardian' || post.by === 'carrier' ? post.byline : post.audience,
        preview: previewOf(post.text),
      })}
      end={
        <>
          {post.files.length > 0 && <Paperclip className={styles['clip']} aria-label={t('hasFiles')} />}
          <ReadChip post={post} />
        </>
      }
      isStrong={standing !== 'guardian' || !post.isRead}
    />
  );
}

export function PostRows({ label, shown }: { label: string; shown: readonly Placed<ListedPost>[] }) {
  return (
    <List label={label}>
      {shown.map(({ of, entry }) => (
        <Of key={`${of.id} ${entry.address}`} one={of}>
          <PostRow post={entry} />
        </Of>
      ))}
    </List>
  );
}
