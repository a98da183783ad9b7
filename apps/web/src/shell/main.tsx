/**
 * Starts the app in the page.
 * @module
 */
import { StrictMode, useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import '../ui/base.css';
import { App } from './app.tsx';
import { BrokenPage } from './boundary.tsx';
import { takeFragments } from './fragment.ts';
import { RemoteClient } from './remote-client.ts';
import { trustedUrl, workerUrl } from './trusted-types.ts';
import { keepOffline } from './update.ts';
import { ClientContext } from './use-client.ts';

takeFragments();

const worker = new Worker(trustedUrl(workerUrl), { type: 'module', name: 'obhut' });
const client = new RemoteClient(worker);

document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') client.wake();
});

function Start() {
  const broken = useSyncExternalStore(client.subscribe, client.broken);
  return broken === null ? <App /> : <BrokenPage why={broken} />;
}

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <ClientContext value={client}>
      <Start />
    </ClientContext>
  </StrictMode>,
);

if (import.meta.env.PROD) void keepOffline();
