/**
 * Why this device cannot notify, and what helps.
 * @module
 */
import { useTexts } from '../../shell/i18n.ts';
import type { Ability } from './browser.ts';

export function Obstacle({ ability }: { ability: Exclude<Ability, 'possible'> }) {
  const t = useTexts('notices');
  if (ability === 'missing') return <p>{t('missing')}</p>;
  if (ability === 'install') return <p>{t('install')}</p>;
  return (
    <>
      <p>{t('denied')}</p>
      <p>{/iPhone|iPad/u.test(navigator.userAgent) ? t('deniedPhone') : t('deniedBrowser')}</p>
      <p>{t('deniedAgain')}</p>
    </>
  );
}
