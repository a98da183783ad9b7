/**
 * A card, and a list of rows in one.
 * @module
 */
import { ChevronRight } from 'lucide-react';
import { useContext, type ReactNode } from 'react';
import { Link } from 'wouter';
import styles from './card.module.css';
import { WhoseChip, WhoseContext } from './whose.tsx';

export function Card({ children }: { children: ReactNode }) {
  return <div className={`${styles['card']} ${styles['padded']}`}>{children}</div>;
}

export function List({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul className={`${styles['card']} ${styles['list']}`} aria-label={label}>
      {children}
    </ul>
  );
}

interface RowProps {
  /** Face, sign or icon. */
  picture?: ReactNode;
  title: string;
  /** Quietly, and whole. */
  under?: ReactNode;
  /** `under` is the beginning of what it leads to: one line is enough. */
  isPreview?: boolean;
  /** At the end, such as a chip. */
  end?: ReactNode;
  to?: string;
  isStrong?: boolean;
}

function Content({ picture, title, under, isPreview = false, end, isStrong = true }: RowProps) {
  const hasWhose = useContext(WhoseContext) !== null;
  const hasEnd = end !== undefined && end !== null && end !== false;
  return (
    <>
      {picture}
      <span className={styles['grow']}>
        <span className={isStrong ? styles['strong'] : styles['plain']}>
          <bdi>{title}</bdi>
        </span>
        {under !== undefined && (
          <span className={`${styles['under']} ${isPreview ? styles['preview'] : ''}`} dir="auto">
            {under}
          </span>
        )}
      </span>
      {(hasEnd || hasWhose) && (
        <span className={styles['end']}>
          <WhoseChip />
          {end}
        </span>
      )}
    </>
  );
}

export function Row(props: RowProps) {
  if (props.to === undefined) {
    return (
      <li className={styles['row']}>
        <Content {...props} />
      </li>
    );
  }
  return (
    <li>
      <Link className={`${styles['row']} ${styles['link']}`} href={props.to}>
        <Content {...props} />
        <ChevronRight className={styles['chevron']} aria-hidden />
      </Link>
    </li>
  );
}
