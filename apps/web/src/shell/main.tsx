/**
 * Starts the app in the page, or says that it cannot run here.
 * @module
 */
import { StrictMode, useState, useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import '../ui/base.css';
import { App } from './app.tsx';
import { BrokenPage } from './boundary.tsx';
import { fetchAhead } from './fetch-ahead.ts';
import { takeFragments } from './fragment.ts';
import { watchInstall } from './install.ts';
import { startLanguage } from './language.ts';
import { missingHere } from './needed.ts';
import { watchFetching } from './not-fetched.ts';
import { RemoteClient } from './remote-client.ts';
import { startTheme } from './theme.ts';
import { trustedUrl, workerUrl } from './trusted-types.ts';
import { isKept, keepOffline } from './update.ts';
import { ClientContext } from './use-client.ts';

function Start({ client }: { client: RemoteClient }) {
  const broken = useSyncExternalStore(client.subscribe, client.broken);
  const [onShown] = useState(() => () => client.shown());
  return broken === null ? <App onShown={onShown} /> : <BrokenPage why={broken} />;
}

async function start(root: HTMLElement): Promise<void> {
  watchFetching();
  // With it comes what every page is built from: asked for now, it arrives together with the texts, not after them.
  // Where that fails the page asks for it once more, and says so.
  void import('./strips.tsx').catch(() => undefined);
  takeFragments();
  watchInstall();
  const worker = new Worker(trustedUrl(workerUrl), { type: 'module', name: 'obhut' });
  const client = new RemoteClient(worker);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') client.wake();
  });
  startTheme();
  await startLanguage();
  createRoot(root).render(
    <StrictMode>
      <ClientContext value={client}>
        <Start client={client} />
      </ClientContext>
    </StrictMode>,
  );
  if (isKept()) fetchAhead(window.location.pathname);
  if (import.meta.env.PROD) void keepOffline();
}

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
const missing = missingHere();
if (missing.length === 0) await start(root);
// For whoever helps: what it is that the browser has not.
else root.dataset['missing'] = missing.join(' ');
