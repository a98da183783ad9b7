/**
 * On Heute, for guardians: what is new, and what the team has answered.
 * @module
 */
import { CircleCheck } from 'lucide-react';
import { useTexts } from '../../shell/i18n.ts';
import { useInstitution } from '../../shell/use-client.ts';
import { List, Row } from '../../ui/card.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Face } from '../../ui/face.tsx';
import { Section } from '../../ui/page.tsx';
import { PostRows } from './post-rows.tsx';
import { previewOf, useIsReminded, useNames, usePosts, useRead, type ShownPost } from './use-posts.ts';
import { useThreads } from './use-threads.ts';

const most = 3;

function Answers({ all }: { all: readonly ShownPost[] }) {
  const t = useTexts('posts');
  const { me } = useInstitution();
  const nameOf = useNames();
  const answers = useThreads()
    .flatMap(({ post, replies }) => {
      const last = replies.at(-1);
      const about = all.find(({ id }) => id === post);
      return last === undefined || about === undefined || last.author === me ? [] : [{ last, about }];
    })
    .slice(0, most);
  if (answers.length === 0) return null;
  return (
    <Section title={t('tileAnswers')}>
      <List label={t('tileAnswers')}>
        {answers.map(({ last, about }) => (
          <Row
            key={last.id}
            to={`/nachrichten/${about.address}`}
            picture={<Face name={nameOf(last.author)} id={last.author} />}
            title={about.title}
            isPreview
            under={t('rowUnder', { author: nameOf(last.author), preview: previewOf(last.text) })}
          />
        ))}
      </List>
    </Section>
  );
}

export default function GuardianTile() {
  const t = useTexts('posts');
  const all = usePosts();
  const read = useRead();
  const unread = all.filter(({ id }) => !read.has(id));
  // What one was reminded of stands above.
  const isReminded = useIsReminded();
  const fresh = unread.filter(({ id }) => !isReminded(id));
  if (all.length === 0) return <Empty icon={CircleCheck}>{t('emptyGuardian')}</Empty>;
  return (
    <>
      {(fresh.length > 0 || unread.length === 0) && (
        <Section title={t('tileNew')}>
          {fresh.length > 0 ? <PostRows label={t('tileNew')} shown={fresh} /> : <p>{t('tileAllRead')}</p>}
        </Section>
      )}
      <Answers all={all} />
    </>
  );
}
