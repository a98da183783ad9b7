/**
 * Login name and password: known ones, or new ones that are good enough.
 * @module
 */
import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { useTexts } from './i18n.ts';
import { judge } from './judge.ts';

export interface Account {
  login: string;
  password: string;
}

export const noAccount: Account = { login: '', password: '' };

export type AccountMistakes = Partial<Record<keyof Account, string>>;

interface PasswordFieldProps {
  label: string;
  value: string;
  onChange: (password: string) => void;
  mistake: string | null;
  /** It is being chosen, not entered. */
  isNew: boolean;
}

export function PasswordField({ label, value, onChange, mistake, isNew }: PasswordFieldProps) {
  const t = useTexts('shell');
  const [isShown, setShown] = useState(false);
  return (
    <Field
      label={label}
      value={value}
      onChange={onChange}
      error={mistake}
      type={isShown ? 'text' : 'password'}
      autoComplete={isNew ? 'new-password' : 'current-password'}
      autoCapitalize="none"
      maxLength={200}
      isRequired
      {...(isNew ? { hint: t('passwordHint') } : {})}
    >
      <IconButton
        icon={isShown ? EyeOff : Eye}
        label={isShown ? t('passwordHide') : t('passwordShow')}
        onPress={() => setShown(!isShown)}
      />
    </Field>
  );
}

interface AccountFieldsProps {
  account: Account;
  onChange: (account: Account) => void;
  mistakes: AccountMistakes;
  /** It is being made, not entered. */
  isNew: boolean;
}

export function AccountFields({ account, onChange, mistakes, isNew }: AccountFieldsProps) {
  const t = useTexts('shell');
  return (
    <>
      <Field
        label={t('loginName')}
        value={account.login}
        onChange={(login) => onChange({ ...account, login })}
        error={mistakes.login ?? null}
        autoComplete="username"
        autoCapitalize="none"
        maxLength={100}
        isRequired
        {...(isNew ? { hint: t('loginNameHint') } : {})}
      />
      <PasswordField
        label={t('password')}
        value={account.password}
        onChange={(password) => onChange({ ...account, password })}
        mistake={mistakes.password ?? null}
        isNew={isNew}
      />
    </>
  );
}

/** Judges a new account; the words of `near` make bad passwords. Rejects as {@link judge} does. */
export function useAccountCheck(): (account: Account, near: readonly string[]) => Promise<AccountMistakes> {
  const t = useTexts('shell');
  return async ({ login, password }, near) => {
    const mistakes: AccountMistakes = {};
    if (login.trim().length < 3) mistakes.login = t('loginNameShort');
    if (!(await judge({ password, near: [login, ...near] }))) mistakes.password = t('passwordWeak');
    return mistakes;
  };
}
