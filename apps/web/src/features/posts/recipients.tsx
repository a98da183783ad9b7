/**
 * Before a post is sent: who gets it, as a number and by name.
 * @module
 */
import { ChevronDown } from 'lucide-react';
import { recipientsOf } from '@obhut/domain/post-audience.ts';
import { useTexts } from '../../shell/i18n.ts';
import { useInstitution } from '../../shell/use-client.ts';
import { byName, listText } from '../../ui/dates.ts';
import { Hint } from '../../ui/notice.tsx';
import styles from './posts.module.css';
import { useAudienceName, useNames } from './use-posts.ts';
import { useSeesReading } from './use-sees-reading.ts';

/** `spaces`: one, or those of several wards. */
export function Recipients({ spaces: chosen }: { spaces: readonly string[] }) {
  const t = useTexts('posts');
  const { me, spaces } = useInstitution();
  const nameOf = useNames();
  const sees = useSeesReading();
  const { people, openLetters } = recipientsOf(spaces, chosen, me);
  // Names are in mailboxes, which who only writes for the carrier does not read.
  const names = sees === 'nothing' ? [] : people.map(nameOf).toSorted(byName((name) => name));
  const isAmongStaff = spaces.some(({ id, kind }) => chosen.includes(id) && kind === 'team');
  const audienceName = useAudienceName();
  const empty = chosen.length < 2 ? [] : chosen.filter((id) => recipientsOf(spaces, [id], me).people.length === 0);
  return (
    <>
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
      {empty.length > 0 && <Hint>{t('nobodyFor', { audience: audienceName(empty) })}</Hint>}
    </>
  );
}
