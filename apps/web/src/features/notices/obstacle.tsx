/**
 * Why this device cannot notify, and what helps.
 * @module
 */
import { useTexts } from '../../shell/i18n.ts';
import type { Ability } from './browser.ts';
import styles from './notices.module.css';

export function Obstacle({ ability }: { ability: Exclude<Ability, 'possible'> }) {
  const t = useTexts('notices');
  if (ability === 'missing') return <p>{t('missing')}</p>;
  if (ability === 'install') {
    return (
      <>
        <p>{t('install')}</p>
        <ol className={styles['steps']}>
          <li>{t('install1')}</li>
          <li>{t('install2')}</li>
          <li>{t('install3')}</li>
        </ol>
      </>
    );
  }
  return (
    <>
      <p>{t('denied')}</p>
      <p>{/iPhone|iPad/u.test(navigator.userAgent) ? t('deniedPhone') : t('deniedBrowser')}</p>
      <p>{t('deniedAgain')}</p>
    </>
  );
}
