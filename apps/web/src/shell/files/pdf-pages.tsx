/**
 * The pages of a PDF, drawn one by one as they come into view; their text stands beside each for screen readers.
 * @module
 */
import {
  getDocument,
  PDFWorker,
  RenderingCancelledException,
  type PDFDocumentProxy,
  type PDFPageProxy,
  type RenderTask,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import { useEffect, useRef, useState } from 'react';
import { FailureNotice } from '../failure.tsx';
import { useTexts } from '../i18n.ts';
import { pdfWorkerUrl, trustedUrl } from '../trusted-types.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './viewer.module.css';

/** More pixels than this per point nobody sees, and old phones have not. */
const mostDensity = 2;
/** In front of what is on the screen. */
const ahead = '600px 0px';

function usePdf(file: Blob): { pages: readonly PDFPageProxy[]; isBroken: boolean } {
  const [pages, setPages] = useState<readonly PDFPageProxy[]>([]);
  const [isBroken, setBroken] = useState(false);
  useEffect(() => {
    let isWanted = true;
    const thread = new Worker(trustedUrl(pdfWorkerUrl), { type: 'module', name: 'obhut-pdf' });
    const worker = PDFWorker.create({ port: thread });
    const open = async () => {
      const data = new Uint8Array(await file.arrayBuffer());
      const loading = getDocument({
        data,
        worker,
        standardFontDataUrl: `${window.location.origin}/pdf/standard_fonts/`,
        wasmUrl: `${window.location.origin}/pdf/wasm/`,
        useWorkerFetch: true,
        useSystemFonts: false,
        enableXfa: false,
        stopAtErrors: false,
      });
      const document: PDFDocumentProxy = await loading.promise;
      const numbers = Array.from({ length: document.numPages }, (_, index) => index + 1);
      const all = await Promise.all(numbers.map((number) => document.getPage(number)));
      if (isWanted) setPages(all);
    };
    open().catch((error: unknown) => {
      // What pdf.js cannot read, it says in errors of many names: the file is shown as one that cannot be.
      reportError(error);
      if (isWanted) setBroken(true);
    });
    return () => {
      isWanted = false;
      worker.destroy();
      thread.terminate();
    };
  }, [file]);
  return { pages, isBroken };
}

async function textOf(page: PDFPageProxy): Promise<string> {
  const { items } = await page.getTextContent();
  return items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
}

async function drawn(task: RenderTask, canvas: HTMLCanvasElement): Promise<void> {
  try {
    await task.promise;
    canvas.dataset['drawn'] = 'true';
  } catch (error) {
    // Cancelled: it is drawn anew at another size, or nobody looks any more.
    if (!(error instanceof RenderingCancelledException)) reportError(error);
  }
}

function PdfPage({ page, number, of, zoom }: { page: PDFPageProxy; number: number; of: number; zoom: number }) {
  const t = useTexts('shell');
  const canvas = useRef<HTMLCanvasElement>(null);
  const [isNear, setNear] = useState(false);
  const [text, setText] = useState('');
  const { width, height } = page.getViewport({ scale: 1 });
  useEffect(() => {
    const { current } = canvas;
    if (current === null) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting === true) setNear(true);
      },
      { rootMargin: ahead },
    );
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    const { current } = canvas;
    if (current === null || !isNear) return;
    const density = Math.min(window.devicePixelRatio, mostDensity);
    const room = current.parentElement?.clientWidth ?? width;
    const viewport = page.getViewport({ scale: (room / width) * zoom * density });
    current.width = Math.floor(viewport.width);
    current.height = Math.floor(viewport.height);
    const task = page.render({ canvas: current, viewport });
    void drawn(task, current);
    return () => task.cancel();
  }, [page, width, isNear, zoom]);
  useEffect(() => {
    let isWanted = true;
    void textOf(page).then((found) => (isWanted ? setText(found) : undefined));
    return () => {
      isWanted = false;
    };
  }, [page]);
  return (
    <section aria-label={t('filePage', { number, of })}>
      <canvas
        ref={canvas}
        className={styles['page']}
        style={{ inlineSize: `${zoom * 100}%`, aspectRatio: `${width} / ${height}` }}
        aria-hidden
      />
      <p className={styles['read']}>{text}</p>
    </section>
  );
}

export default function PdfPages({ file, zoom }: { file: Blob; zoom: number }) {
  const t = useTexts('shell');
  const { pages, isBroken } = usePdf(file);
  if (isBroken) return <FailureNotice failure="pdf-broken" />;
  if (pages.length === 0) return <Skeleton label={t('fileLoading')} />;
  return (
    <div className={styles['pages']}>
      {pages.map((page, index) => (
        <PdfPage key={page.pageNumber} page={page} number={index + 1} of={pages.length} zoom={zoom} />
      ))}
    </div>
  );
}
