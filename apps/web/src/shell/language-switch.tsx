/**
 * The language, to be chosen by whoever cannot read this one: each is called as its speakers call it. The platform's own control: it is on the first page, where what has to be loaded is waited for.
 * @module
 */
import { Languages } from 'lucide-react';
import { Select } from '../ui/select.tsx';
import { FailureNotice } from './failure.tsx';
import { useTexts } from './i18n.ts';
import styles from './language-switch.module.css';
import { chooseLanguage, useReadersTexts } from './language.ts';
import { languageCodes, languages } from './languages.ts';
import { useCommand } from './use-command.ts';

export function LanguageSwitch() {
  const t = useTexts('shell');
  const { code } = useReadersTexts();
  const { run, failure } = useCommand();
  return (
    <div className={styles['switch']}>
      <Languages className={styles['icon']} aria-hidden />
      <Select
        label={t('language')}
        value={code}
        onChange={(chosen) => void run(() => chooseLanguage(chosen))}
        options={languageCodes.map((one) => ({ value: one, label: languages[one].name, lang: languages[one].tag }))}
      />
      <FailureNotice failure={failure} />
    </div>
  );
}
