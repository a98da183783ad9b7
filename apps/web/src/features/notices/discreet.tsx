/**
 * How much stands on a screen that others may see.
 * @module
 */
import { useEffect, useState } from 'react';
import { keepForWorker, readForWorker } from '../../shell/for-worker.ts';
import { useTexts } from '../../shell/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { YesNo } from '../../ui/choice.tsx';
import { Section } from '../../ui/page.tsx';

export function Discreet() {
  const t = useTexts('notices');
  const [isDiscreet, setDiscreet] = useState(false);
  useEffect(() => {
    void readForWorker('discreet').then((kept) => setDiscreet(kept === 'yes'));
  }, []);
  const choose = (next: boolean) => {
    setDiscreet(next);
    void keepForWorker('discreet', next ? 'yes' : 'no');
  };
  return (
    <Section title={t('content')}>
      <Card>
        <p>{t('contentText')}</p>
        <YesNo label={t('discreet')} isSelected={isDiscreet} onChange={choose} />
      </Card>
    </Section>
  );
}
