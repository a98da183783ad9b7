/**
 * Which page is shown to whom, with the way around and what holds for all pages.
 * @module
 */
import { institution, nameAndKind } from '@obhut/domain/institution.ts';
import { lazy, Suspense, useEffect, type MouseEvent, type ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { Skeleton } from '../ui/skeleton.tsx';
import { InFrontContext } from '../ui/whose.tsx';
import styles from './app.module.css';
import { Boundary } from './boundary.tsx';
import type { PageSlot } from './feature.ts';
import { useTexts } from './i18n.ts';
import { useReadersTexts } from './language.ts';
import { languages } from './languages.ts';
import { Navigation } from './navigation.tsx';
import { Backgrounds, laterPaths, pagesFor } from './slots.tsx';
import { isStillReading } from './is-still-reading.ts';
import { readerOf, useBeside, useModel, useSnapshot } from './use-client.ts';

/** Nobody has anything to be told before the first page is there. */
const Strips = lazy(() => import('./strips.tsx'));
/** Nor is anybody new on a device who is not inside. */
const StillReading = lazy(() => import('./still-reading.tsx'));

function Waiting({ label }: { label: string }) {
  return (
    <div className={styles['waiting']}>
      <Skeleton label={label} />
    </div>
  );
}

/** Beside what is waited for: has its effect as soon as that is there. */
function Shown({ then }: { then: () => void }) {
  useEffect(then, [then]);
  return null;
}

interface PagesProps {
  pages: readonly PageSlot[];
  home: string;
  /** Where a page may be soon: there one waits for it. */
  later: readonly string[];
  onShown: () => void;
}

function Pages({ pages, home, later, onShown }: PagesProps) {
  const t = useTexts('shell');
  return (
    <Suspense fallback={<Waiting label={t('loading')} />}>
      <Switch>
        {pages.map(({ path, Page }) => (
          <Route key={path} path={path}>
            <Page />
          </Route>
        ))}
        {later.map((path) => (
          <Route key={path} path={path}>
            <div className={styles['waiting']}>
              <StillReading />
            </div>
          </Route>
        ))}
        <Route>
          <Redirect to={home} replace />
        </Route>
      </Switch>
      <Shown then={onShown} />
    </Suspense>
  );
}

/** Where one is in several institutions a page says of which it is. */
function InFront({ children }: { children: ReactNode }) {
  const name = useModel(institution, nameAndKind)?.name ?? null;
  const isAmongOthers = useBeside().length > 0;
  return <InFrontContext value={isAmongOthers ? name : null}>{children}</InFrontContext>;
}

const nothing = (): void => undefined;

function focusHeading(event: MouseEvent): void {
  event.preventDefault();
  document.querySelector('h1')?.focus();
}

function Frame({ onShown }: { onShown: () => void }) {
  const t = useTexts('shell');
  const [at] = useLocation();
  const snapshot = useSnapshot();
  const reader = readerOf(snapshot);
  const { pages, home, isDue } = pagesFor(reader, snapshot);
  const isNew = isStillReading(snapshot) && !isDue;
  const isInside = (reader === 'staff' || reader === 'carrier' || reader === 'guardian') && !isDue;
  return (
    <div className={styles['app']}>
      <a className={styles['skip']} href="#inhalt" onClick={focusHeading}>
        {t('skip')}
      </a>
      {isInside && <Navigation reader={reader} />}
      <div className={styles['main']}>
        <Boundary instead="strip">
          <Suspense>{isInside && <Backgrounds />}</Suspense>
          <Suspense>
            <Strips />
          </Suspense>
        </Boundary>
        <main id="inhalt">
          <Boundary instead="page" at={at}>
            {snapshot.phase === 'starting' ? (
              <Waiting label={t('starting')} />
            ) : (
              <InFront>
                <Pages
                  pages={isNew ? pages.filter(({ isEarly }) => isEarly) : pages}
                  home={home}
                  later={isNew ? laterPaths : []}
                  onShown={onShown}
                />
              </InFront>
            )}
          </Boundary>
        </main>
      </div>
    </div>
  );
}

/** `onShown`: as soon as a page is there. */
export function App({ onShown = nothing }: { onShown?: () => void }) {
  const { code } = useReadersTexts();
  return (
    <I18nProvider locale={languages[code].locale}>
      <Frame onShown={onShown} />
    </I18nProvider>
  );
}
