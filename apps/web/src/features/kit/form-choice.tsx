/**
 * How the kit comes onto paper: one sheet, or three of which two are needed.
 * @module
 */
import { useTexts } from '../../shell/i18n.ts';
import type { KitForm } from '../../shell/use-client.ts';
import { OneOf } from '../../ui/choice.tsx';

export function FormChoice({ form, onChange }: { form: KitForm; onChange: (form: KitForm) => void }) {
  const t = useTexts('kit');
  return (
    <OneOf
      label={t('formLabel')}
      options={[
        { value: 'one', label: t('formOne'), note: t('formOneNote') },
        { value: 'three', label: t('formThree'), note: t('formThreeNote') },
      ]}
      value={form}
      onChange={onChange}
    />
  );
}
