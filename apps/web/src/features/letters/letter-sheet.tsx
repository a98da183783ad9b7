/**
 * The letter on paper: the address as a QR code, the key to type, and who answers for the data.
 * @module
 */
import { institution, nameAndKind } from '@obhut/domain/institution.ts';
import { Leaf } from 'lucide-react';
import { useTextsIn } from '../../shell/i18n.ts';
import { languages } from '../../shell/languages.ts';
import { useModel, useSnapshot } from '../../shell/use-client.ts';
import { dayText } from '../../ui/dates.ts';
import { QrCode } from '../../ui/qr.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import styles from './letter-sheet.module.css';
import type { LetterLanguage, PrintedLetter, ReadyLetter } from './ready-letter.ts';

function inFours(characters: string): string {
  return characters.replaceAll(/(.{4})(?=.)/gu, '$1 ');
}

function Head({ language }: { language: LetterLanguage }) {
  const { today } = useSnapshot();
  const name = useModel(institution, nameAndKind)?.name ?? '';
  return (
    <header className={styles['head']}>
      <span className={styles['brand']}>
        <Leaf className={styles['leaf']} aria-hidden />
        {name}
      </span>
      <span className={styles['quiet']}>{dayText(today, languages[language].locale)}</span>
    </header>
  );
}

function Steps({ letter, language }: { letter: PrintedLetter; language: LetterLanguage }) {
  const t = useTextsIn('letters', language);
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
          <span className={styles['code']} dir="ltr" data-testid="code">
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

/** In the language of whoever gets it. Suspends while its texts load. */
export function LetterSheet({ letter, name, note, groups, language }: ReadyLetter) {
  const t = useTextsIn('letters', language);
  const { tag, dir, locale } = languages[language];
  const who = [note, ...groups.map((group) => group.name)].filter((text) => text !== '');
  const { host } = window.location;
  const [address, protection, typed] = [`${host}/brief`, `${host}/schutz`, inFours(letter.typed)];
  return (
    <Sheet label={t('sheetLabel', { name })} lang={tag} dir={dir}>
      <Head language={language} />
      <p className={styles['to']}>
        {t('sheetTo', { name })}
        <span className={styles['quiet']}>{who.join(' · ')}</span>
      </p>
      <h2 className={styles['title']}>{t('sheetTitle')}</h2>
      <p>{t('sheetIntro')}</p>
      <Steps letter={letter} language={language} />
      <p className={styles['small']}>
        <span data-testid="typed">{t('sheetTyped', { address, typed })}</span>{' '}
        {t('sheetUntil', { date: dayText(letter.until, locale) })}
      </p>
      <footer className={styles['foot']}>
        <b>{t('privacy')}</b> {t('privacyText', { address: protection })}
      </footer>
    </Sheet>
  );
}
