/**
 * On Heute, once: offers notices to whoever has already read something here, so never at the first visit. The browser asks after a touch only.
 * @module
 */
import { newestFirst, posts, readBy } from '@obhut/domain/posts.ts';
import { Bell } from 'lucide-react';
import { useState } from 'react';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useBySpace, useInstitution } from '../../shell/use-client.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Section } from '../../ui/page.tsx';
import { useNotices } from './use-notices.ts';
import { useWish } from './wish.ts';

function Offer({ onAnswer }: { onAnswer: () => void }) {
  const t = useTexts('notices');
  const { wish, keep } = useWish();
  const { known, turnOn, isRunning, failure } = useNotices();
  if (known === null || known.isOn || known.ability !== 'possible') return null;
  const begin = async () => {
    await turnOn();
    if (wish() !== null) onAnswer();
  };
  const later = () => {
    keep('later');
    onAnswer();
  };
  return (
    <Section title={t('offer')}>
      <Card>
        <p>{t('offerText')}</p>
        <FailureNotice failure={failure} />
        <ButtonRow>
          <Button icon={Bell} isBusy={isRunning} onPress={() => void begin()}>
            {t('turnOn')}
          </Button>
          <Button kind="quiet" onPress={later}>
            {t('later')}
          </Button>
        </ButtonRow>
      </Card>
    </Section>
  );
}

export default function Tile() {
  const { me, standing } = useInstitution();
  const states = useBySpace(posts);
  const { wish } = useWish();
  const [isOpen, setOpen] = useState(() => wish() === null);
  const hasRead = standing === 'guardian' ? readBy(states, me).size > 0 : newestFirst(states).length > 0;
  return isOpen && hasRead ? <Offer onAnswer={() => setOpen(false)} /> : null;
}
