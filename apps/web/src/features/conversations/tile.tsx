/**
 * On Heute: conversations in which something is new, of all institutions together.
 * @module
 */
import { InEach, Of, type OwnProps } from '../../shell/every.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { List } from '../../ui/card.tsx';
import { Section } from '../../ui/page.tsx';
import { TalkRow } from './talk-rows.tsx';
import { newest, useTalks, type Talk } from './use-talks.ts';

function Fresh({ render }: OwnProps<Talk>) {
  const all = useTalks();
  return render(all.filter(({ unread }) => unread > 0));
}

export default function Tile() {
  const t = useTexts('conversations');
  return (
    <InEach Own={Fresh}>
      {(all) =>
        all.length > 0 && (
          <Section title={t('tile')}>
            <List label={t('tile')}>
              {all
                .toSorted((a, b) => newest(b.entry) - newest(a.entry) || 0)
                .map(({ of, entry }) => (
                  <Of key={`${of.id} ${entry.id}`} one={of}>
                    <TalkRow talk={entry} />
                  </Of>
                ))}
            </List>
          </Section>
        )
      }
    </InEach>
  );
}
