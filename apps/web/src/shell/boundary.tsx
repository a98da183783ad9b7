/**
 * What we broke: the page says so and offers the way out, instead of going white.
 * @module
 */
import { Component, type ReactNode } from 'react';
import type { Broken } from '../worker/messages.ts';
import { BareButton } from '../ui/bare-button.tsx';
import { Page } from '../ui/page.tsx';
import { useTexts } from './i18n.ts';

/** `why`: the engine is not to be had; otherwise a page broke. */
export function BrokenPage({ why }: { why?: Broken['why'] }) {
  const t = useTexts('shell');
  const sentences = { storage: t('brokenStorage'), offline: t('brokenOffline'), version: t('failUpdateNeeded') };
  return (
    <Page title={t('brokenTitle')} isNarrow>
      <p>{why === undefined ? t('brokenText') : sentences[why]}</p>
      <BareButton onPress={() => window.location.reload()}>{t('reload')}</BareButton>
    </Page>
  );
}

export class Boundary extends Component<{ children: ReactNode }, { isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError(): { isBroken: boolean } {
    return { isBroken: true };
  }

  override render(): ReactNode {
    return this.state.isBroken ? <BrokenPage /> : this.props.children;
  }
}
