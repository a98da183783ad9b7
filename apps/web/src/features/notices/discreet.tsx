/**
 * How much stands on a screen that others may see.
 * @module
 */
import { useEffect, useState } from 'react';
import { FailureNotice } from '../../shell/failure.tsx';
import { keepForWorker, readForWorker } from '../../shell/for-worker.ts';
import { useTexts } from '../../shell/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { YesNo } from '../../ui/choice.tsx';
import { Section } from '../../ui/page.tsx';

export function Discreet() {
  const t = useTexts('notices');
  const [isDiscreet, setDiscreet] = useState(false);
  const [isFull, setFull] = useState(false);
  useEffect(() => {
    void readForWorker('discreet').then((kept) => setDiscreet(kept === 'yes'));
  }, []);
  const choose = async (next: boolean) => {
    const isKept = await keepForWorker('discreet', next ? 'yes' : 'no');
    setFull(!isKept);
    if (isKept) setDiscreet(next);
  };
  return (
    <Section title={t('content')}>
      <Card>
        <p>{t('contentText')}</p>
        <YesNo label={t('discreet')} isSelected={isDiscreet} onChange={(next) => void choose(next)} />
        <FailureNotice failure={isFull ? 'storage-full' : null} />
      </Card>
    </Section>
  );
}
