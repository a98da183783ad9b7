/**
 * The twelve digits of somebody's own screen, typed by who stands before them.
 * @module
 */
import { Field } from '../ui/field.tsx';

interface DigitsFieldProps {
  label: string;
  hint: string;
  value: string;
  onChange: (typed: string) => void;
  error: string | null;
}

/** In whatever groups they are typed. */
export function areTwelve(typed: string): boolean {
  return typed.replaceAll(/\D/gu, '').length === 12;
}

export function DigitsField(props: DigitsFieldProps) {
  return <Field {...props} autoComplete="off" maxLength={30} isCode isRequired />;
}
