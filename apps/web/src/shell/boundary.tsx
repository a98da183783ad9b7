/**
 * What we broke, or what did not arrive: the page says so and offers the way out, instead of going white.
 * @module
 */
import { Component, useState, type ReactNode } from 'react';
import type { Broken } from '../worker/messages.ts';
import { BareButton } from '../ui/bare-button.tsx';
import { Strip } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { useTexts } from './i18n.ts';
import { isNotFetched, isToBeHad } from './not-fetched.ts';

/** Without a network it would take away even what is there: then it stays, and says so. */
function Reload({ isFetched }: { isFetched: boolean }) {
  const t = useTexts('shell');
  const [isStillOffline, setStillOffline] = useState(false);
  const reload = async () => {
    setStillOffline(false);
    if (isFetched || (await isToBeHad())) window.location.reload();
    else setStillOffline(true);
  };
  return (
    <>
      {isStillOffline && <div role="alert">{t('stillOffline')}</div>}
      <BareButton onPress={() => void reload()}>{t('reload')}</BareButton>
    </>
  );
}

/** `why`: the engine is not to be had, or a part of the app did not arrive; otherwise a page broke. */
export function BrokenPage({ why }: { why?: Broken['why'] | 'not-fetched' }) {
  const t = useTexts('shell');
  const sentences = {
    storage: t('brokenStorage'),
    offline: t('brokenOffline'),
    version: t('failUpdateNeeded'),
    'not-fetched': t('pageNotFetched'),
  };
  return (
    <Page title={t('brokenTitle')} isNarrow>
      <p>{why === undefined ? t('brokenText') : sentences[why]}</p>
      <Reload isFetched={why !== 'offline' && why !== 'not-fetched'} />
    </Page>
  );
}

function BrokenPart({ isFetched }: { isFetched: boolean }) {
  const t = useTexts('shell');
  return (
    <Strip tone={isFetched ? 'calm' : 'offline'}>
      {isFetched ? t('brokenText') : t('partNotFetched')}
      <Reload isFetched={isFetched} />
    </Strip>
  );
}

interface BoundaryProps {
  /** Where one is: elsewhere it is tried anew. */
  at?: string;
  /** What stands there instead. */
  instead: 'page' | 'strip' | 'nothing';
  children: ReactNode;
}

interface BoundaryState {
  at: string | undefined;
  broken: { isFetched: boolean } | null;
}

export class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { at: this.props.at, broken: null };

  static getDerivedStateFromError(error: unknown): Partial<BoundaryState> {
    return { broken: { isFetched: !isNotFetched(error) } };
  }

  static getDerivedStateFromProps({ at }: BoundaryProps, state: BoundaryState): BoundaryState | null {
    return at === state.at ? null : { at, broken: null };
  }

  override render(): ReactNode {
    const { broken } = this.state;
    if (broken === null) return this.props.children;
    const { instead } = this.props;
    if (instead === 'strip') return <BrokenPart {...broken} />;
    return instead === 'nothing' ? null : broken.isFetched ? <BrokenPage /> : <BrokenPage why="not-fetched" />;
  }
}
