/**
 * A few lists side by side, of which one is shown: links, as each has an address.
 * @module
 */
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import styles from './segments.module.css';

interface SegmentsProps {
  label: string;
  links: readonly { to: string; content: ReactNode }[];
}

export function Segments({ label, links }: SegmentsProps) {
  const [at] = useLocation();
  return (
    <nav aria-label={label}>
      <ul className={styles['segments']}>
        {links.map(({ to, content }) => (
          <li key={to}>
            <Link className={styles['segment']} href={to} aria-current={at === to ? 'page' : undefined}>
              {content}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
