/**
 * The files of something that was said: pictures as pictures, documents by name. Each opens inside the app.
 * @module
 */
import { FileText, ImageIcon } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Button } from '../../ui/button.tsx';
import { sizeText } from '../../ui/sizes.ts';
import { useTexts } from '../i18n.ts';
import styles from './files.module.css';
import { useObjectUrl } from './object-url.ts';
import { useFile } from './use-file.ts';

const Viewer = lazy(() => import('./viewer.tsx'));

export interface ShownFile {
  index: number;
  name: string;
  mediaType: string;
  /** Bytes. */
  size: number;
  thumbnail: number | null;
  /** What it shows, in words. */
  alt: string;
}

export interface FilesOf {
  space: string;
  event: string;
  files: readonly ShownFile[];
}

function Picture({ of, file, onOpen }: { of: FilesOf; file: ShownFile; onOpen: () => void }) {
  const t = useTexts('shell');
  const { blob } = useFile(of.space, of.event, file.thumbnail);
  const url = useObjectUrl(blob);
  const name = file.alt === '' ? file.name : file.alt;
  return (
    <li>
      <AriaButton className={styles['picture'] ?? ''} aria-label={t('fileOpenNamed', { name })} onPress={onOpen}>
        {url === null ? <ImageIcon className={styles['icon']} aria-hidden /> : <img src={url} alt="" />}
      </AriaButton>
    </li>
  );
}

function Document({ file, onOpen }: { file: ShownFile; onOpen: () => void }) {
  const t = useTexts('shell');
  return (
    <li className={`${styles['item']} ${styles['row']}`}>
      <FileText className={styles['icon']} aria-hidden />
      <span className={styles['grow']}>
        <span className={styles['name']}>{file.name}</span>
        <span className={styles['quiet']}>{sizeText(file.size)}</span>
      </span>
      <Button label={t('fileOpenNamed', { name: file.name })} onPress={onOpen}>
        {t('fileOpen')}
      </Button>
    </li>
  );
}

export function FileList(of: FilesOf) {
  const t = useTexts('shell');
  const [open, setOpen] = useState<number | null>(null);
  const numbered = of.files.map((file, number) => ({ file, number }));
  const pictures = numbered.filter(({ file }) => file.thumbnail !== null);
  const documents = numbered.filter(({ file }) => file.thumbnail === null);
  return (
    <>
      {documents.length > 0 && (
        <ul className={styles['items']} aria-label={t('fileDocuments')}>
          {documents.map(({ file, number }) => (
            <Document key={number} file={file} onOpen={() => setOpen(number)} />
          ))}
        </ul>
      )}
      {pictures.length > 0 && (
        <ul className={styles['pictures']} aria-label={t('filePictures')}>
          {pictures.map(({ file, number }) => (
            <Picture key={number} of={of} file={file} onOpen={() => setOpen(number)} />
          ))}
        </ul>
      )}
      <Suspense>
        {open !== null && <Viewer of={of} shown={open} onShow={setOpen} onClose={() => setOpen(null)} />}
      </Suspense>
    </>
  );
}
