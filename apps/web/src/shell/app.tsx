/**
 * Which page is shown to whom, with the way around and what holds for all pages.
 * @module
 */
import { lazy, Suspense, type MouseEvent } from 'react';
import { I18nProvider } from 'react-aria-components';
import { Redirect, Route, Switch } from 'wouter';
import { Skeleton } from '../ui/skeleton.tsx';
import styles from './app.module.css';
import { Boundary } from './boundary.tsx';
import type { PageSlot } from './feature.ts';
import { useTexts } from './i18n.ts';
import { useReadersTexts } from './language.ts';
import { languages } from './languages.ts';
import { Navigation } from './navigation.tsx';
import { Backgrounds, pagesFor } from './slots.tsx';
import { readerOf, useSnapshot } from './use-client.ts';

/** Nobody has anything to be told before the first page is there. */
const Strips = lazy(() => import('./strips.tsx'));

function Waiting({ label }: { label: string }) {
  return (
    <div className={styles['waiting']}>
      <Skeleton label={label} />
    </div>
  );
}

function Pages({ pages, home }: { pages: readonly PageSlot[]; home: string }) {
  const t = useTexts('shell');
  return (
    <Suspense fallback={<Waiting label={t('loading')} />}>
      <Switch>
        {pages.map(({ path, Page }) => (
          <Route key={path} path={path}>
            <Page />
          </Route>
        ))}
        <Route>
          <Redirect to={home} replace />
        </Route>
      </Switch>
    </Suspense>
  );
}

function focusHeading(event: MouseEvent): void {
  event.preventDefault();
  document.querySelector('h1')?.focus();
}

function Frame() {
  const t = useTexts('shell');
  const snapshot = useSnapshot();
  const reader = readerOf(snapshot);
  const { pages, home, isDue } = pagesFor(reader, snapshot);
  const isInside = (reader === 'staff' || reader === 'guardian') && !isDue;
  return (
    <div className={styles['app']}>
      <a className={styles['skip']} href="#inhalt" onClick={focusHeading}>
        {t('skip')}
      </a>
      {isInside && <Navigation reader={reader} />}
      {isInside && (
        <Suspense>
          <Backgrounds />
        </Suspense>
      )}
      <div className={styles['main']}>
        <Suspense>
          <Strips />
        </Suspense>
        <main id="inhalt">
          <Boundary>
            {snapshot.phase === 'starting' ? <Waiting label={t('starting')} /> : <Pages pages={pages} home={home} />}
          </Boundary>
        </main>
      </div>
    </div>
  );
}

export function App() {
  const { code } = useReadersTexts();
  return (
    <I18nProvider locale={languages[code].locale}>
      <Frame />
    </I18nProvider>
  );
}
