/**
 * Before a post is sent: who gets it, as a number and by name.
 * @module
 */
import { ChevronDown } from 'lucide-react';
import { recipientsOf } from '@obhut/domain/post-audience.ts';
import { useTexts } from '../../shell/i18n.ts';
import { useInstitution } from '../../shell/use-client.ts';
import { byName, listText } from '../../ui/dates.ts';
import styles from './posts.module.css';
import { useNames } from './use-posts.ts';
import { useSeesReading } from './use-sees-reading.ts';

export function Recipients({ space }: { space: string }) {
  const t = useTexts('posts');
  const { me, spaces } = useInstitution();
  const nameOf = useNames();
  const sees = useSeesReading();
  const { people, openLetters } = recipientsOf(spaces, space, me);
  // Names are in mailboxes, which who only writes for the carrier does not read.
  const names = sees === 'nothing' ? [] : people.map(nameOf).toSorted(byName((name) => name));
  const isAmongStaff = spaces.some(({ id, kind }) => id === space && kind === 'team');
  return (
    <details className={styles['details']}>
      <summary className={styles['summary']}>
        <span className={styles['about']}>{t('recipients', { people: people.length, letters: openLetters })}</span>
        <ChevronDown className={styles['chevron']} aria-hidden />
      </summary>
      <p className={styles['quiet']}>
        {names.length > 0 && `${listText(names)}. `}
        {isAmongStaff ? t('recipientsOnlyStaff') : t('recipientsStaff')}
      </p>
    </details>
  );
}
