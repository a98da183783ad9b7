/**
 * A sheet of A4, as it is printed: on the screen a picture of it, on paper nothing else.
 * @module
 */
import type { ReactNode } from 'react';
import styles from './sheet.module.css';

export function Sheet({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles['frame']}>
      <article className={styles['sheet']} data-sheet aria-label={label}>
        {children}
      </article>
    </div>
  );
}
