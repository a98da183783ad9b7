/**
 * What one of the three sheets says: which it is, who has the others, that two are needed.
 * @module
 */
import { useTexts } from '../../shell/i18n.ts';
import { useInstitution } from '../../shell/use-client.ts';
import { Blanks, Key } from './kit-sheet-parts.tsx';
import styles from './kit.module.css';

interface PartBodyProps {
  name: string;
  lines: readonly string[];
  part: { number: number; set: string };
}

export function PartBody({ name, lines, part }: PartBodyProps) {
  const t = useTexts('kit');
  const { id } = useInstitution();
  const keepers = [t('keeper1'), t('keeper2'), t('keeper3')];
  return (
    <>
      <p>{t('partWhat', { name })}</p>
      <h3 className={styles['subtitle']}>{t('keepers')}</h3>
      <ol className={styles['keepers']}>
        {keepers.map((keeper, index) => (
          <li key={keeper} className={index + 1 === part.number ? styles['this'] : ''}>
            {index + 1 === part.number ? t('keeperThis', { keeper }) : keeper}
          </li>
        ))}
      </ol>
      <Key lines={lines} label={t('partKey')} />
      <p className={styles['how']}>{t('partHow', { address: window.location.origin })}</p>
      <p className={styles['danger']}>{t('partSafe')}</p>
      <Blanks
        rows={[
          [t('partSet'), part.set],
          [t('partInstitution'), id.replaceAll(/.{4}(?=.)/gu, '$& ')],
          [t('partKeeper'), null],
          [t('sheetBy'), null],
        ]}
      />
    </>
  );
}
