/**
 * A page: its heading, which takes the focus when the page is entered, what can be done on it, and what is on it.
 * @module
 */
import { ArrowLeft } from 'lucide-react';
import { useContext, useEffect, useRef, type ReactNode } from 'react';
import { Link } from 'wouter';
import styles from './page.module.css';
import { InFrontContext, WhoseChip, WhoseContext } from './whose.tsx';

interface PageProps {
  title: string;
  /** Above the title, quietly. Without it, the institution in front, where one is in several. */
  over?: ReactNode;
  /** Below the title, quietly. */
  under?: ReactNode;
  back?: { to: string; label: string };
  actions?: ReactNode;
  /** Beside the content where there is room, below it where there is none. */
  aside?: ReactNode;
  /** For a form: no wider than one reads. */
  isNarrow?: boolean;
  children: ReactNode;
}

/** The first page after loading leaves the focus to the browser. */
let isFirst = true;

function useEntered(title: string) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Obhut`;
  }, [title]);
  useEffect(() => {
    if (!isFirst || document.activeElement !== document.body) heading.current?.focus({ preventScroll: true });
    isFirst = false;
    window.scrollTo(0, 0);
  }, []);
  return heading;
}

export function Page({ title, over, under, back, actions, aside, isNarrow = false, children }: PageProps) {
  const heading = useEntered(title);
  const inFront = useContext(InFrontContext);
  const above = over ?? (inFront === null ? null : <bdi>{inFront}</bdi>);
  const width = aside === undefined ? (isNarrow ? styles['narrow'] : styles['single']) : styles['wide'];
  return (
    <div className={`${styles['page']} ${width}`}>
      <header className={styles['head']}>
        {back !== undefined && (
          <Link className={styles['back']} href={back.to}>
            <ArrowLeft className={styles['icon']} aria-hidden />
            {back.label}
          </Link>
        )}
        {above !== null && <p className={styles['quiet']}>{above}</p>}
        <div className={styles['line']}>
          <h1 className={styles['title']} ref={heading} tabIndex={-1}>
            <bdi>{title}</bdi>
          </h1>
          {actions}
        </div>
        {under !== undefined && <p className={styles['quiet']}>{under}</p>}
      </header>
      <div className={styles['body']}>{children}</div>
      {aside !== undefined && <aside className={styles['aside']}>{aside}</aside>}
    </div>
  );
}

/** Of one institution among several it says so once, for all that is in it. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  const whose = useContext(WhoseContext);
  return (
    <section className={styles['section']} aria-label={whose === null ? title : `${title} · ${whose}`}>
      <h2 className={styles['subtitle']}>
        {title}
        <WhoseChip />
      </h2>
      <WhoseContext value={null}>{children}</WhoseContext>
    </section>
  );
}

/**
 * Fields one below the other; Enter sends. Then the first field with a mistake takes the focus, however long the judgement took, unless
 * one types on meanwhile.
 */
export function FormBody({ label, onSubmit, children }: { label: string; onSubmit: () => void; children: ReactNode }) {
  const form = useRef<HTMLFormElement>(null);
  const isJudged = useRef(false);
  useEffect(() => {
    const mistaken = isJudged.current ? form.current?.querySelector<HTMLElement>('[aria-invalid="true"]') : null;
    if (mistaken == null) return;
    isJudged.current = false;
    mistaken.focus();
  });
  return (
    <form
      ref={form}
      className={styles['form']}
      aria-label={label}
      noValidate
      onInput={() => {
        isJudged.current = false;
      }}
      onSubmit={(event) => {
        event.preventDefault();
        isJudged.current = true;
        onSubmit();
      }}
    >
      {children}
    </form>
  );
}
