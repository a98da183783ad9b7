/**
 * What a letter lets its holder read before there is an account.
 * @module
 */
import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { FileList } from '../../shell/files/file-list.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useSnapshot } from '../../shell/use-client.ts';
import { Card } from '../../ui/card.tsx';
import { momentText } from '../../ui/dates.ts';
import { Section } from '../../ui/page.tsx';
import { Prose } from '../../ui/prose.tsx';
import styles from './posts.module.css';
import { useMarkReadOnceIn } from './use-mark-read-once-in.ts';
import { usePosts, type ShownPost } from './use-posts.ts';

function Post({ post, isFirst }: { post: ShownPost; isFirst: boolean }) {
  const t = useTexts('posts');
  const { today } = useSnapshot();
  const [isOpen, setOpen] = useState(isFirst);
  const place = useMarkReadOnceIn(post, isOpen);
  return (
    <details
      ref={place}
      className={styles['details']}
      open={isOpen}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary className={styles['summary']}>
        <span className={styles['about']}>
          <span className={styles['strong']}>{post.title}</span>
          <span className={styles['quiet']}>
            {t('under', { audience: post.audience, author: post.byline, time: momentText(post.time, today) })}
          </span>
        </span>
        <ChevronDown className={styles['chevron']} aria-hidden />
      </summary>
      <Prose text={post.text} />
      {post.files.length > 0 && <FileList space={post.space} event={post.event} files={post.files} />}
    </details>
  );
}

export default function LetterView() {
  const t = useTexts('posts');
  const all = usePosts();
  return (
    <Section title={t('letterTitle')}>
      <Card>
        {all.length === 0 ? (
          <p>{t('letterEmpty')}</p>
        ) : (
          all.map((post, index) => <Post key={post.id} post={post} isFirst={index === 0} />)
        )}
      </Card>
    </Section>
  );
}
