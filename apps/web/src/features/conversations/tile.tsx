/**
 * On Heute: conversations in which something is new.
 * @module
 */
import { useTexts } from '../../shell/i18n.ts';
import { Section } from '../../ui/page.tsx';
import { TalkRows } from './talk-rows.tsx';
import { useTalks } from './use-talks.ts';

export default function Tile() {
  const t = useTexts('conversations');
  const fresh = useTalks().filter(({ unread }) => unread > 0);
  if (fresh.length === 0) return null;
  return (
    <Section title={t('tile')}>
      <TalkRows label={t('tile')} talks={fresh} />
    </Section>
  );
}
