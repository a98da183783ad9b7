/**
 * The recovery sheet as it is printed: the code, and for staff the key that each new device is given once.
 * @module
 */
import { useTexts } from '../../shell/i18n.ts';
import { useSnapshot, type Sheet as Drawn } from '../../shell/use-client.ts';
import { dayText } from '../../ui/dates.ts';
import { Sheet } from '../../ui/sheet.tsx';
import styles from './access.module.css';

export function RecoverySheet({ sheet }: { sheet: Drawn }) {
  const t = useTexts('access');
  const { today } = useSnapshot();
  return (
    <Sheet label={t('sheetLabel')}>
      <h2 className={styles['title']}>{t('paperTitle')}</h2>
      <p className={styles['quiet']}>{t('paperFor', { login: sheet.login, date: dayText(today) })}</p>
      <h3 className={styles['subtitle']}>{t('paperCode')}</h3>
      <p className={styles['key']} data-testid="recovery">
        {sheet.recovery}
      </p>
      <p>{t('paperCodeWhat')}</p>
      {sheet.secondSecret !== null && (
        <>
          <h3 className={styles['subtitle']}>{t('paperSecond')}</h3>
          <p className={styles['key']} data-testid="second-secret">
            {sheet.secondSecret}
          </p>
          <p>{t('paperSecondWhat')}</p>
        </>
      )}
      <h3 className={styles['subtitle']}>{t('paperKeep')}</h3>
      <p>{t('paperKeepWhat')}</p>
    </Sheet>
  );
}
