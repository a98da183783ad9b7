/**
 * On Heute: what was sent last; for staff also what waits for an answer.
 * @module
 */
import { PenLine } from 'lucide-react';
import { useTexts } from '../../shell/i18n.ts';
import { useInstitution } from '../../shell/use-client.ts';
import { ButtonLink, ButtonRow } from '../../ui/button.tsx';
import { List, Row } from '../../ui/card.tsx';
import { Face } from '../../ui/face.tsx';
import { Section } from '../../ui/page.tsx';
import { PostRows } from './post-rows.tsx';
import { previewOf, useNames, usePosts, type ShownPost } from './use-posts.ts';
import { useThreads } from './use-threads.ts';

const most = 5;

function OpenThreads({ all }: { all: readonly ShownPost[] }) {
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
            to={`/nachrichten/${about.id}`}
            picture={<Face name={nameOf(guardian)} id={guardian} />}
            title={nameOf(guardian)}
            under={t('rowUnder', { author: about.title, preview: previewOf(last.text) })}
          />
        ))}
      </List>
    </Section>
  );
}

export default function StaffTile() {
  const t = useTexts('posts');
  const { standing } = useInstitution();
  const all = usePosts();
  if (all.length === 0) return null;
  return (
    <>
      {standing === 'staff' && <OpenThreads all={all} />}
      <Section title={t('tileSent')}>
        <PostRows label={t('tileSent')} shown={all.slice(0, most)} />
      </Section>
      {standing === 'staff' && (
        <ButtonRow>
          <ButtonLink kind="primary" to="/nachrichten/neu" icon={PenLine}>
            {t('write')}
          </ButtonLink>
        </ButtonRow>
      )}
    </>
  );
}
