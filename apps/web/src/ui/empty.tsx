/**
 * Nothing there: why, and what comes next.
 * @module
 */
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './empty.module.css';

export function Empty({ icon: Icon, children, action }: { icon: LucideIcon; children: ReactNode; action?: ReactNode }) {
  return (
    <div className={styles['empty']}>
      <Icon className={styles['icon']} aria-hidden />
      <p>{children}</p>
      {action}
    </div>
  );
}
