/**
 * A file that can be opened.
 * @module
 */
import { FileText, Image } from 'lucide-react';
import { Button } from './button.tsx';
import styles from './file-row.module.css';

interface FileRowProps {
  name: string;
  /** Such as "2 Seiten · 84 kB". */
  under: string;
  isPicture?: boolean;
  /** Says what the button does; without it there is none. */
  open?: { label: string; onPress: () => void };
}

export function FileRow({ name, under, isPicture = false, open }: FileRowProps) {
  const Icon = isPicture ? Image : FileText;
  return (
    <div className={styles['file']}>
      <Icon className={styles['icon']} aria-hidden />
      <span className={styles['text']}>
        <bdi className={styles['name']}>{name}</bdi>
        <span className={styles['under']}>{under}</span>
      </span>
      {open !== undefined && <Button onPress={open.onPress}>{open.label}</Button>}
    </div>
  );
}
