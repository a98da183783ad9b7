/**
 * The whole app of one person, at an address.
 * @module
 */
import { render } from 'vitest-browser-react';
import { App } from '../shell/app.tsx';
import { forgetDrafts } from '../shell/drafts.ts';
import { forgetSeen } from '../shell/seen.ts';
import { forgetFragment, takeFragments } from '../shell/fragment.ts';
import { ClientContext } from '../shell/use-client.ts';
import '../ui/base.css';
import type { FakeClient } from './fake-client.ts';

export function renderApp(client: FakeClient, address: string) {
  forgetFragment();
  forgetDrafts();
  forgetSeen();
  history.replaceState(null, '', address);
  takeFragments();
  return render(
    <ClientContext value={client}>
      <App />
    </ClientContext>,
  );
}
