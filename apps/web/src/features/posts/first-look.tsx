/**
 * On a new device, before everything is read: the newest posts, to be read and nothing else. No mark is set, and nobody is named: names may be older.
 * @module
 */
import { newestFirst, posts } from '@obhut/domain/posts.ts';
import { ChevronDown } from 'lucide-react';
import { useTexts } from '../../shell/i18n.ts';
import { useFirstLook, useSnapshot } from '../../shell/use-client.ts';
import { Card } from '../../ui/card.tsx';
import { momentText } from '../../ui/dates.ts';
import { Section } from '../../ui/page.tsx';
import { Prose } from '../../ui/prose.tsx';
import styles from './posts.module.css';

const most = 20;

function Post({ post }: { post: ReturnType<typeof newestFirst>[number] }) {
  const { today } = useSnapshot();
  return (
    <details className={styles['details']}>
      <summary className={styles['summary']}>
        <span className={styles['about']}>
          <span className={styles['strong']}>
            <bdi>{post.title}</bdi>
          </span>
          <span className={styles['quiet']}>{momentText(post.time, today)}</span>
        </span>
        <ChevronDown className={styles['chevron']} aria-hidden />
      </summary>
      <Prose text={post.text} />
    </details>
  );
}

export default function FirstLook() {
  const t = useTexts('posts');
  const first = useFirstLook(posts, newestFirst).slice(0, most);
  if (first.length === 0) return null;
  return (
    <Section title={t('firstTitle')}>
      <p className={styles['quiet']}>{t('firstNote')}</p>
      <Card>
        {first.map((post) => (
          <Post key={post.address} post={post} />
        ))}
      </Card>
    </Section>
  );
}
