/**
 * The language of whoever gets a letter.
 * @module
 */
import { useTexts } from '../../shell/i18n.ts';
import { languages } from '../../shell/languages.ts';
import { Picker } from '../../ui/picker.tsx';
import { letterLanguages, type LetterLanguage } from './ready-letter.ts';

interface LanguagePickerProps {
  value: LetterLanguage;
  onChange: (language: LetterLanguage) => void;
}

export function LanguagePicker({ value, onChange }: LanguagePickerProps) {
  const t = useTexts('letters');
  return (
    <Picker
      label={t('language')}
      hint={t('languageHint')}
      value={value}
      onChange={onChange}
      options={letterLanguages.map((code) => ({
        value: code,
        label: languages[code].name,
        lang: languages[code].tag,
      }))}
    />
  );
}
