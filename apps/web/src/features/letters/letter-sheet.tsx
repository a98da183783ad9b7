/**
 * The letter on paper: the address as a QR code, the key to type, and who answers for the data.
 * @module
 */
import type { Group } from '@obhut/domain/groups.ts';
import { institution, nameAndKind } from '@obhut/domain/institution.ts';
import { Leaf } from 'lucide-react';
import { useTexts } from '../../shell/i18n.ts';
import { useModel, useSnapshot } from '../../shell/use-client.ts';
import { dayText } from '../../ui/dates.ts';
import { QrCode } from '../../ui/qr.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import styles from './letter-sheet.module.css';

/** What the engine gives of a letter. */
export interface PrintedLetter {
  fragment: string;
  code: string;
  typed: string;
  until: number;
}

interface LetterSheetProps {
  letter: PrintedLetter;
  name: string;
  note: string;
  groups: readonly Group[];
}

function inFours(characters: string): string {
  return characters.replaceAll(/(.{4})(?=.)/gu, '$1 ');
}

function Head() {
  const { today } = useSnapshot();
  const name = useModel(institution, nameAndKind)?.name ?? '';
  return (
    <header className={styles['head']}>
      <span className={styles['brand']}>
        <Leaf className={styles['leaf']} aria-hidden />
        {name}
      </span>
      <span className={styles['quiet']}>{dayText(today)}</span>
    </header>
  );
}

function Steps({ letter }: { letter: PrintedLetter }) {
  const t = useTexts('letters');
  const address = `${window.location.origin}/brief#${letter.fragment}`;
  return (
    <div className={styles['steps']}>
      <QrCode text={address} label={t('qr')} className={styles['qr']} />
      <ol className={styles['list']}>
        <li>
          <b>{t('step1')}</b> {t('step1Rest')}
        </li>
        <li>
          <b>{t('step2')}</b> {t('step2Rest')}
          <span className={styles['code']} data-testid="code">
            {inFours(letter.code)}
          </span>
        </li>
        <li>
          <b>{t('step3')}</b> {t('step3Rest')}
        </li>
      </ol>
    </div>
  );
}

export function LetterSheet({ letter, name, note, groups }: LetterSheetProps) {
  const t = useTexts('letters');
  const who = [note, ...groups.map((group) => group.name)].filter((text) => text !== '');
  const { host } = window.location;
  const [address, protection, typed] = [`${host}/brief`, `${host}/schutz`, inFours(letter.typed)];
  return (
    <Sheet label={t('sheetLabel', { name })}>
      <Head />
      <p className={styles['to']}>
        {t('sheetTo', { name })}
        <span className={styles['quiet']}>{who.join(' · ')}</span>
      </p>
      <h2 className={styles['title']}>{t('sheetTitle')}</h2>
      <p>{t('sheetIntro')}</p>
      <Steps letter={letter} />
      <p className={styles['small']}>
        <span data-testid="typed">{t('sheetTyped', { address, typed })}</span>{' '}
        {t('sheetUntil', { date: dayText(letter.until) })}
      </p>
      <footer className={styles['foot']}>
        <b>{t('privacy')}</b> {t('privacyText', { address: protection })}
      </footer>
    </Sheet>
  );
}
