/**
 * Before a post is sent: who gets it, as a number and by name.
 * @module
 */
import { ChevronDown } from 'lucide-react';
import { audienceOf, posts } from '@obhut/domain/posts.ts';
import { useTexts } from '../../shell/i18n.ts';
import { useBySpace, useInstitution } from '../../shell/use-client.ts';
import styles from './posts.module.css';
import { useNames } from './use-posts.ts';

export function Recipients({ space }: { space: string }) {
  const t = useTexts('posts');
  const { spaces } = useInstitution();
  const nameOf = useNames();
  // Nobody has read a post that there is not.
  const { unread, openLetters } = audienceOf(useBySpace(posts), spaces, { id: '', space });
  const names = unread.map(nameOf).toSorted((a, b) => a.localeCompare(b, 'de'));
  return (
    <details className={styles['details']}>
      <summary className={styles['summary']}>
        <span className={styles['about']}>{t('recipients', { people: unread.length, letters: openLetters })}</span>
        <ChevronDown className={styles['chevron']} aria-hidden />
      </summary>
      <p className={styles['quiet']}>
        {names.length > 0 && `${new Intl.ListFormat('de').format(names)}. `}
        {t('recipientsStaff')}
      </p>
    </details>
  );
}
