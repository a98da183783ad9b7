/**
 * Looking at files inside the app: one after the other, larger and smaller, by touch, mouse or keyboard; and saving one.
 * @module
 */
import { ChevronLeft, ChevronRight, Download, X, ZoomIn, ZoomOut } from 'lucide-react';
import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { useLocale } from 'react-aria-components/I18nProvider';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { IconButton } from '../../ui/button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { FailureNotice } from '../failure.tsx';
import { useTexts } from '../i18n.ts';
import type { FilesOf, ShownFile } from './file-list.tsx';
import { useObjectUrl } from './object-url.ts';
import { Picture } from './picture.tsx';
import { useFile } from './use-file.ts';
import styles from './viewer.module.css';

const PdfPages = lazy(() => import('./pdf-pages.tsx'));

/** How much larger than it fits. */
const zooms = [1, 1.5, 2, 3, 4] as const;

interface ViewerProps {
  of: FilesOf;
  /** Which of the files. */
  shown: number;
  onShow: (shown: number) => void;
  onClose: () => void;
}

function save(url: string, name: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
}

function Content({
  file,
  blob,
  url,
  zoom,
  onStep,
}: {
  file: ShownFile;
  blob: Blob;
  url: string;
  zoom: number;
  onStep: (by: 1 | -1) => void;
}): ReactNode {
  const t = useTexts('shell');
  if (blob.type.startsWith('image/'))
    return <Picture url={url} alt={file.alt === '' ? file.name : file.alt} zoom={zoom} onStep={onStep} />;
  if (blob.type === 'application/pdf') return <PdfPages key={url} file={blob} zoom={zoom} />;
  return <p className={styles['calm']}>{t('fileOnlySave')}</p>;
}

export default function Viewer({ of, shown, onShow, onClose }: ViewerProps) {
  const t = useTexts('shell');
  const { direction } = useLocale();
  const file = of.files[shown];
  const { blob, failure } = useFile(of.space, of.event, file?.index ?? null);
  const url = useObjectUrl(blob);
  const [zoom, setZoom] = useState(0);
  const count = of.files.length;
  const step = (by: 1 | -1) => {
    if (shown + by < 0 || shown + by >= count) return;
    setZoom(0);
    onShow(shown + by);
  };
  const larger = (by: 1 | -1) => setZoom(Math.min(zooms.length - 1, Math.max(0, zoom + by)));
  useEffect(() => {
    const forward = direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const pressed = ({ key }: KeyboardEvent) => {
      if (key === 'ArrowLeft' || key === 'ArrowRight') step(key === forward ? 1 : -1);
      if (key === '+') larger(1);
      if (key === '-') larger(-1);
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  });
  if (file === undefined) return null;
  const level = zooms[zoom] ?? 1;
  return (
    <ModalOverlay className={styles['scrim'] ?? ''} isOpen isDismissable={false} onOpenChange={onClose}>
      <Modal className={styles['modal'] ?? ''}>
        <Dialog className={styles['viewer'] ?? ''}>
          <header className={styles['bar']}>
            <Heading slot="title" dir="auto" className={styles['title'] ?? ''}>
              {file.name}
            </Heading>
            <IconButton icon={ZoomOut} label={t('fileSmaller')} onPress={() => larger(-1)} />
            <IconButton icon={ZoomIn} label={t('fileLarger')} onPress={() => larger(1)} />
            {url !== null && <IconButton icon={Download} label={t('fileSave')} onPress={() => save(url, file.name)} />}
            <IconButton icon={X} label={t('fileClose')} onPress={onClose} />
          </header>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it (axe demands it) */}
          <section className={styles['stage']} aria-label={t('fileStage')} tabIndex={0}>
            <FailureNotice failure={failure} />
            {failure === null && (blob === null || url === null) && <Skeleton label={t('fileLoading')} />}
            <Suspense fallback={<Skeleton label={t('fileLoading')} />}>
              {blob !== null && url !== null && (
                <Content file={file} blob={blob} url={url} zoom={level} onStep={step} />
              )}
            </Suspense>
          </section>
          {count > 1 && (
            <footer className={styles['bar']}>
              <IconButton icon={ChevronLeft} label={t('filePrevious')} onPress={() => step(-1)} />
              <span className={styles['count']} aria-live="polite">
                {t('fileCount', { number: shown + 1, count })}
              </span>
              <IconButton icon={ChevronRight} label={t('fileNext')} onPress={() => step(1)} />
            </footer>
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
