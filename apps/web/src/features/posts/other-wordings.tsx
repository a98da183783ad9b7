/**
 * Where a post to several wards does not say the same to all: what it says to the others. So nobody tells a family something that whoever
 * reads along is not shown.
 * @module
 */
import { wordings } from '@obhut/domain/post-copies.ts';
import { FileList } from '../../shell/files/file-list.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { Section } from '../../ui/page.tsx';
import { Prose } from '../../ui/prose.tsx';
import styles from './posts.module.css';
import { useAudienceName, type ShownPost } from './use-posts.ts';

export function OtherWordings({ post }: { post: ShownPost }) {
  const t = useTexts('posts');
  const audienceName = useAudienceName();
  const others = wordings(post).filter((same) => same.every(({ event }) => event !== post.event));
  if (others.length === 0) return null;
  return (
    <Section title={t('otherWords')}>
      <p className={styles['quiet']}>{t('otherWordsText')}</p>
      {others.flatMap((same) => {
        const [copy] = same;
        if (copy === undefined) return [];
        const { space, event, title, text, files } = copy;
        return [
          <Card key={event}>
            <p className={styles['quiet']}>{audienceName(same.map((one) => one.space))}</p>
            <h3 className={styles['subtitle']}>{title}</h3>
            <Prose text={text} />
            {files.length > 0 && <FileList space={space} event={event} files={files} />}
          </Card>,
        ];
      })}
    </Section>
  );
}
