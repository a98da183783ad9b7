/**
 * A new letter: for whom and into which groups; then the sheet, to be printed at once. Its secret lives in this page's memory only.
 * @module
 */
import { Plus, Printer } from 'lucide-react';
import { useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { useTexts } from '../../shell/i18n.ts';
import { Button, ButtonLink, ButtonRow } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { LetterForm } from './letter-form.tsx';
import { LetterSheet } from './letter-sheet.tsx';
import type { ReadyLetter } from './ready-letter.ts';
import { usePerson, useWardOf } from './use-person.ts';

function Ready({ ready, onAnother }: { ready: ReadyLetter; onAnother: () => void }) {
  const t = useTexts('letters');
  return (
    <Page title={t('readyTitle', { name: ready.name })} under={t('readyIntro')}>
      <ButtonRow>
        <Button kind="primary" icon={Printer} onPress={() => window.print()}>
          {t('print')}
        </Button>
        <Button icon={Plus} onPress={onAnother}>
          {t('another')}
        </Button>
        <ButtonLink kind="quiet" to="/briefe">
          {t('done')}
        </ButtonLink>
      </ButtonRow>
      <LetterSheet {...ready} />
    </Page>
  );
}

export default function NewLetterPage() {
  const t = useTexts('letters');
  const [ready, setReady] = useState<ReadyLetter | null>(null);
  const [, navigate] = useLocation();
  const asked = new URLSearchParams(useSearch());
  const again = usePerson(asked.get('wieder') ?? '');
  const ward = useWardOf(asked.get('kind') ?? '');
  const another = () => {
    setReady(null);
    navigate('/briefe/neu');
  };
  if (ready !== null) return <Ready ready={ready} onAnother={another} />;
  const title = again === null ? t('new') : t('againFor', { name: again.person.name ?? t('nobody') });
  return (
    <Page title={title} back={{ to: '/briefe', label: t('back') }} isNarrow>
      <LetterForm key={again?.person.persona ?? ''} again={again} ward={ward} onReady={setReady} />
    </Page>
  );
}
