/**
 * The button. One of a screen is `primary`.
 * @module
 */
import type { LucideIcon } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Link } from 'wouter';
import styles from './button.module.css';
import { useTurnFirst } from './whose.tsx';

interface Look {
  kind?: 'primary' | 'plain' | 'quiet' | 'danger';
  icon?: LucideIcon;
  children: ReactNode;
}

interface ButtonProps extends Look {
  type?: 'button' | 'submit';
  /** Work is under way: shown by the label, and pressing again does nothing. */
  isBusy?: boolean;
  isDisabled?: boolean;
  onPress?: () => void;
  /** For those who hear it, where the words on it leave open what it is about; it begins with them. */
  label?: string;
  ref?: Ref<HTMLButtonElement>;
}

function classOf(kind: Look['kind'] = 'plain'): string {
  return `${styles['button']} ${styles[kind]}`;
}

export function Button({
  kind,
  icon: Icon,
  children,
  type = 'button',
  isBusy = false,
  isDisabled = false,
  onPress,
  label,
  ref,
}: ButtonProps) {
  const press = useTurnFirst(onPress);
  return (
    <AriaButton
      {...(ref === undefined ? {} : { ref })}
      className={classOf(kind)}
      type={type}
      isPending={isBusy}
      isDisabled={isDisabled}
      {...(press === undefined ? {} : { onPress: press })}
      {...(label === undefined ? {} : { 'aria-label': label })}
    >
      {Icon !== undefined && <Icon className={styles['icon']} aria-hidden />}
      <span>{children}</span>
    </AriaButton>
  );
}

interface IconButtonProps {
  kind?: 'primary' | 'plain';
  icon: LucideIcon;
  label: string;
  type?: 'button' | 'submit';
  onPress?: () => void;
  isBusy?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

/** Small, beside a field: an icon with its name for those who hear it. */
export function IconButton({
  icon: Icon,
  label,
  kind = 'plain',
  type = 'button',
  onPress,
  isBusy = false,
  ref,
}: IconButtonProps) {
  const press = useTurnFirst(onPress);
  return (
    <AriaButton
      {...(ref === undefined ? {} : { ref })}
      className={`${styles['button']} ${styles['square']} ${styles[kind]}`}
      aria-label={label}
      type={type}
      isPending={isBusy}
      {...(press === undefined ? {} : { onPress: press })}
    >
      <Icon className={styles['icon']} aria-hidden />
    </AriaButton>
  );
}

/** Looks like a button and leads somewhere. */
export function ButtonLink({ kind, icon: Icon, children, to }: Look & { to: string }) {
  return (
    <Link className={classOf(kind)} href={to}>
      {Icon !== undefined && <Icon className={styles['icon']} aria-hidden />}
      <span>{children}</span>
    </Link>
  );
}

export function ButtonRow({ children }: { children: ReactNode }) {
  return <div className={styles['row']}>{children}</div>;
}
