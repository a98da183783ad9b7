/**
 * How somebody knows that this is the person: the letter was handed over in person, or the twelve digits of their own screen are typed.
 * @module
 */
import { useState } from 'react';
import { useTexts } from '../../shell/i18n.ts';
import { OneOf } from '../../ui/choice.tsx';
import { Field } from '../../ui/field.tsx';

type How = 'letter' | 'digits';

interface Meeting {
  how: How | null;
  setHow: (how: How) => void;
  typed: string;
  setTyped: (typed: string) => void;
  mistake: string | null;
  /** Null: the letter was handed over. */
  digits: string | null;
  /** Whether it is said how; otherwise the form shows what is missing. */
  check: () => boolean;
}

/** `known`: how somebody has said so already. */
export function useMet(known: How | null): Meeting {
  const t = useTexts('wards');
  const [how, setHow] = useState<How | null>(known);
  const [typed, setTyped] = useState('');
  const [mistake, setMistake] = useState<string | null>(null);
  const check = () => {
    setMistake(how === null ? t('metMissing') : null);
    return how !== null;
  };
  return { how, setHow, typed, setTyped, mistake, digits: how === 'digits' ? typed : null, check };
}

export function Met({ met, name }: { met: Meeting; name: string }) {
  const t = useTexts('wards');
  return (
    <>
      <OneOf
        label={t('met', { name })}
        hint={t('metHint')}
        value={met.how}
        onChange={met.setHow}
        error={met.mistake}
        options={[
          { value: 'letter', label: t('metLetter') },
          { value: 'digits', label: t('metDigits') },
        ]}
      />
      {met.how === 'digits' && (
        <Field
          label={t('digits')}
          hint={t('digitsHint')}
          value={met.typed}
          onChange={met.setTyped}
          autoComplete="off"
          isCode
        />
      )}
    </>
  );
}
