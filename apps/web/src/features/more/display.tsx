/**
 * The language, and light or dark: for this device.
 * @module
 */
import { useTexts } from '../../shell/i18n.ts';
import { LanguageSwitch } from '../../shell/language-switch.tsx';
import { chooseTheme, useTheme } from '../../shell/theme.ts';
import { Card } from '../../ui/card.tsx';
import { Section } from '../../ui/page.tsx';
import { Picker } from '../../ui/picker.tsx';

export function Display() {
  const t = useTexts('more');
  return (
    <Section title={t('display')}>
      <Card>
        <LanguageSwitch />
        <Picker
          label={t('theme')}
          value={useTheme()}
          onChange={chooseTheme}
          options={[
            { value: 'system', label: t('themeSystem') },
            { value: 'light', label: t('themeLight') },
            { value: 'dark', label: t('themeDark') },
          ]}
        />
      </Card>
    </Section>
  );
}
