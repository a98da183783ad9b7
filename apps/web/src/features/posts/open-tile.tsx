/**
 * On Heute, for staff: guardians' replies that wait for an answer.
 * @module
 */
import { useTexts } from '../../shell/i18n.ts';
import { useInstitution } from '../../shell/use-client.ts';
import { List, Row } from '../../ui/card.tsx';
import { Face } from '../../ui/face.tsx';
import { Section } from '../../ui/page.tsx';
import { previewOf, useNames, usePosts } from './use-posts.ts';
import { useThreads } from './use-threads.ts';

export default function OpenTile() {
  const all = usePosts();
  const t = useTexts('posts');
  const { spaces } = useInstitution();
  const nameOf = useNames();
  const open = useThreads().flatMap((thread) => {
    const about = all.find(({ id }) => id === thread.post);
    const last = thread.replies.at(-1);
    const guardian = spaces.find(({ id }) => id === thread.mailbox)?.personas[0] ?? last?.author;
    return !thread.isOpen || about === undefined || last === undefined || guardian === undefined
      ? []
      : [{ about, last, guardian }];
  });
  if (open.length === 0) return null;
  return (
    <Section title={t('tileOpen')}>
      <List label={t('tileOpen')}>
        {open.map(({ about, last, guardian }) => (
          <Row
            key={last.id}
            to={`/nachrichten/${about.address}`}
            picture={<Face name={nameOf(guardian)} id={guardian} />}
            title={nameOf(guardian)}
            isPreview
            under={t('rowUnder', { author: about.title, preview: previewOf(last.text) })}
          />
        ))}
      </List>
    </Section>
  );
}
