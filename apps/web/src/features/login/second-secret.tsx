/**
 * The second secret of staff, once on each device.
 * @module
 */
import { useTexts } from '../../shell/i18n.ts';
import { Field } from '../../ui/field.tsx';

export function SecondSecretField({ value, onChange }: { value: string; onChange: (typed: string) => void }) {
  const t = useTexts('login');
  return (
    <Field
      label={t('secondSecret')}
      hint={t('secondSecretHint')}
      value={value}
      onChange={onChange}
      autoComplete="off"
      autoCapitalize="characters"
      maxLength={60}
      isCode
    />
  );
}
