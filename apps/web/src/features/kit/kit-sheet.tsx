/**
 * The Tresorblatt as it is printed.
 * @module
 */
import { institution, nameAndKind } from '@obhut/domain/institution.ts';
import { useTexts } from '../../shell/i18n.ts';
import { useModel, useSnapshot } from '../../shell/use-client.ts';
import { dayText } from '../../ui/dates.ts';
import { Sheet } from '../../ui/sheet.tsx';
import styles from './kit.module.css';

/** `kit`: six lines, parted by line breaks. */
export function KitSheet({ kit }: { kit: string }) {
  const t = useTexts('kit');
  const name = useModel(institution, nameAndKind)?.name ?? '';
  const { today } = useSnapshot();
  return (
    <Sheet label={t('sheetLabel')}>
      <p className={styles['name']}>{name}</p>
      <p className={styles['quiet']}>{t('sheetDate', { date: dayText(today) })}</p>
      <h2 className={styles['title']}>{t('sheetTitle')}</h2>
      <p>{t('sheetWhat', { name })}</p>
      <h3 className={styles['subtitle']}>{t('sheetKey')}</h3>
      <ol className={styles['key']} aria-label={t('sheetKey')}>
        {kit.split('\n').map((line) => (
          <li key={line} data-testid="kit">
            {line}
          </li>
        ))}
      </ol>
      <p>{t('sheetHow', { address: window.location.origin })}</p>
      <p className={styles['gap']}>{t('sheetSafe')}</p>
      <p className={styles['danger']}>{t('sheetDanger')}</p>
      <dl className={styles['lines']}>
        <dt>{t('sheetPlace')}</dt>
        <dd />
        <dt>{t('sheetBy')}</dt>
        <dd />
      </dl>
    </Sheet>
  );
}
