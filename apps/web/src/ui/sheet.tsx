/**
 * A sheet of A4, as it is printed: on the screen a picture of it, on paper nothing else.
 * @module
 */
import type { ReactNode } from 'react';
import styles from './sheet.module.css';

interface SheetProps {
  label: string;
  /** Where the sheet is for somebody who reads another language. */
  lang?: string;
  dir?: 'ltr' | 'rtl';
  children: ReactNode;
}

export function Sheet({ label, children, ...language }: SheetProps) {
  return (
    <div className={styles['frame']}>
      <article className={styles['sheet']} data-sheet aria-label={label} {...language}>
        {children}
      </article>
    </div>
  );
}
