/**
 * A word about the state of something. Its colour only supports what it says.
 * @module
 */
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './chip.module.css';

interface ChipProps {
  tone?: 'pine' | 'sun' | 'late' | 'plain';
  icon?: LucideIcon;
  children: ReactNode;
}

export function Chip({ tone = 'pine', icon: Icon, children }: ChipProps) {
  return (
    <span className={`${styles['chip']} ${styles[tone]}`}>
      {Icon !== undefined && <Icon className={styles['icon']} aria-hidden />}
      {children}
    </span>
  );
}

/** A number on a tab, with what it counts for those who hear it. */
export function Count({ number, label }: { number: number; label: string }) {
  return (
    <span className={styles['count']}>
      <span aria-hidden>{number}</span>
      <span className={styles['heard']}>{label}</span>
    </span>
  );
}
