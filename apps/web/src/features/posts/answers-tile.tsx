/**
 * On Heute, for guardians: what the team has answered.
 * @module
 */
import { useTexts } from '../../shell/i18n.ts';
import { useInstitution } from '../../shell/use-client.ts';
import { List, Row } from '../../ui/card.tsx';
import { Face } from '../../ui/face.tsx';
import { Section } from '../../ui/page.tsx';
import { previewOf, useNames, usePosts } from './use-posts.ts';
import { useThreads } from './use-threads.ts';

const most = 3;

export default function AnswersTile() {
  const t = useTexts('posts');
  const all = usePosts();
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
