/**
 * The Tresorblatt as it is printed: one sheet, or each of three on a page of its own.
 * @module
 */
import { institution, nameAndKind } from '@obhut/domain/institution.ts';
import { useTexts } from '../../shell/i18n.ts';
import { useModel, useSnapshot, type KitSheet } from '../../shell/use-client.ts';
import { dayText } from '../../ui/dates.ts';
import { Sheet } from '../../ui/sheet.tsx';
import { Blanks, Key } from './kit-sheet-parts.tsx';
import styles from './kit.module.css';
import { PartBody } from './part-body.tsx';

function Head({ name, title }: { name: string; title: string }) {
  const t = useTexts('kit');
  const { today } = useSnapshot();
  return (
    <>
      <p className={styles['name']}>{name}</p>
      <p className={styles['quiet']}>{t('sheetDate', { date: dayText(today) })}</p>
      <h2 className={styles['title']}>{title}</h2>
    </>
  );
}

function OneBody({ name, lines }: { name: string; lines: readonly string[] }) {
  const t = useTexts('kit');
  return (
    <>
      <p>{t('sheetWhat', { name })}</p>
      <Key lines={lines} label={t('sheetKey')} />
      <p>{t('sheetHow', { address: window.location.origin })}</p>
      <p className={styles['gap']}>{t('sheetSafe')}</p>
      <p className={styles['danger']}>{t('sheetDanger')}</p>
      <Blanks
        rows={[
          [t('sheetPlace'), null],
          [t('sheetBy'), null],
        ]}
      />
    </>
  );
}

export function KitSheets({ sheets }: { sheets: readonly KitSheet[] }) {
  const t = useTexts('kit');
  const name = useModel(institution, nameAndKind)?.name ?? '';
  return sheets.map(({ lines, part }) =>
    part === null ? (
      <Sheet key="one" label={t('sheetLabel')}>
        <Head name={name} title={t('sheetTitle')} />
        <OneBody name={name} lines={lines} />
      </Sheet>
    ) : (
      <Sheet key={part.number} label={t('partLabel', { number: part.number })}>
        <div className={styles['dense']}>
          <Head name={name} title={t('partTitle', { number: part.number })} />
          <PartBody name={name} lines={lines} part={part} />
        </div>
      </Sheet>
    ),
  );
}
