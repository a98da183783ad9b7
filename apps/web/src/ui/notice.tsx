/**
 * Something that the reader should know, in a sentence, where it belongs.
 * @module
 */
import { CircleAlert, CloudOff, Info } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './notice.module.css';

/** What went wrong and what to do. It is read out at once. */
export function Mistake({ children }: { children: ReactNode }) {
  return (
    <div className={`${styles['notice']} ${styles['mistake']}`} role="alert">
      <CircleAlert className={styles['icon']} aria-hidden />
      <div className={styles['text']}>{children}</div>
    </div>
  );
}

export function Hint({ children }: { children: ReactNode }) {
  return (
    <div className={`${styles['notice']} ${styles['hint']}`}>
      <Info className={styles['icon']} aria-hidden />
      <div className={styles['text']}>{children}</div>
    </div>
  );
}

/** Across the top of every page. */
export function Strip({ tone, children }: { tone: 'offline' | 'calm'; children: ReactNode }) {
  const Icon = tone === 'offline' ? CloudOff : Info;
  return (
    <output className={styles['strip']}>
      <Icon className={styles['icon']} aria-hidden />
      <span className={styles['text']}>{children}</span>
    </output>
  );
}
