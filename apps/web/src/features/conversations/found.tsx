/**
 * Messages in which the words occur, newest first: a look through everything that this device has, nothing leaves it.
 * @module
 */
import { finder } from '@obhut/domain/kernel/search.ts';
import { useDeferredValue, useMemo } from 'react';
import { useTexts } from '../../shell/i18n.ts';
import { useInstitution, useSnapshot } from '../../shell/use-client.ts';
import { List, Row } from '../../ui/card.tsx';
import { momentText } from '../../ui/dates.ts';
import { usePreview } from './previews.ts';
import { TalkPicture } from './talk-rows.tsx';
import { useNames } from './use-names.ts';
import type { ShownMessage, Talk } from './use-talks.ts';

const most = 50;

function says({ text, files }: ShownMessage): string[] {
  return [text, ...files.flatMap(({ name, alt }) => [name, alt])];
}

function matching(talks: readonly Talk[], typed: string): readonly { talk: Talk; message: ShownMessage }[] {
  const isFound = finder(typed);
  return talks
    .flatMap((talk) => talk.messages.map((message) => ({ talk, message })))
    .filter(({ message }) => !message.isWaiting && says(message).some(isFound))
    .sort((a, b) => b.message.time - a.message.time);
}

export function Found({ talks, typed }: { talks: readonly Talk[]; typed: string }) {
  const t = useTexts('conversations');
  const { me } = useInstitution();
  const { today } = useSnapshot();
  const nameOf = useNames();
  const previewOf = usePreview();
  const wanted = useDeferredValue(typed);
  const found = useMemo(() => matching(talks, wanted), [talks, wanted]);
  if (found.length === 0) return <output>{t('foundNothing')}</output>;
  return (
    <>
      <List label={t('found')}>
        {found.slice(0, most).map(({ talk, message }) => {
          const author = message.author === me ? t('you') : nameOf(message.author, message.space);
          return (
            <Row
              key={message.id}
              to={`/gespraeche/${talk.id}/${message.id}`}
              picture={<TalkPicture talk={talk} />}
              title={talk.title}
              isPreview
              under={t('rowUnder', { author, preview: previewOf(message) })}
              end={momentText(message.time, today)}
            />
          );
        })}
      </List>
      {found.length > most && <p>{t('foundMore')}</p>}
    </>
  );
}
