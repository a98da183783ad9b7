/**
 * Files that are attached and not sent so far, as those who get them will see them; they open once they are sent.
 * @module
 */
import { FileText } from 'lucide-react';
import { sizeText } from '../../ui/sizes.ts';
import { useTexts } from '../i18n.ts';
import type { Attached } from './attached.ts';
import styles from './files.module.css';
import { useObjectUrl } from './object-url.ts';

function Picture({ blob, name }: { blob: Blob; name: string }) {
  const url = useObjectUrl(blob);
  return <li className={styles['picture']}>{url !== null && <img src={url} alt={name} />}</li>;
}

/** What was refused, or is not clean so far, does not go out. */
export function AttachedList({ files }: { files: readonly Attached[] }) {
  const t = useTexts('shell');
  const taken = files.flatMap(({ key, alt, taken: file }) => (file === null ? [] : [{ key, alt, ...file }]));
  const documents = taken.filter(({ thumbnail }) => thumbnail === null);
  return (
    <>
      {documents.length > 0 && (
        <ul className={styles['items']} aria-label={t('fileDocuments')}>
          {documents.map(({ key, name, size }) => (
            <li key={key} className={`${styles['item']} ${styles['row']}`}>
              <FileText className={styles['icon']} aria-hidden />
              <span className={styles['grow']}>
                <span className={styles['name']}>{name}</span>
                <span className={styles['quiet']}>{sizeText(size)}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
      {taken.length > documents.length && (
        <ul className={styles['pictures']} aria-label={t('filePictures')}>
          {taken.map(
            ({ key, name, alt, thumbnail }) =>
              thumbnail !== null && <Picture key={key} blob={thumbnail} name={alt === '' ? name : alt} />,
          )}
        </ul>
      )}
    </>
  );
}
