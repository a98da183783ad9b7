/**
 * What was said back and forth, oldest first.
 * @module
 */
import { useTexts } from '../../shell/i18n.ts';
import { useInstitution, useSnapshot } from '../../shell/use-client.ts';
import { Chip } from '../../ui/chip.tsx';
import { momentText } from '../../ui/dates.ts';
import { Prose } from '../../ui/prose.tsx';
import styles from './posts.module.css';
import { useNames } from './use-posts.ts';
import type { ShownReply } from './use-threads.ts';

function Reply({ reply }: { reply: ShownReply }) {
  const t = useTexts('posts');
  const { me } = useInstitution();
  const { today } = useSnapshot();
  const nameOf = useNames();
  const isMine = reply.author === me;
  return (
    <li className={`${styles['reply']} ${isMine ? styles['mine'] : ''}`}>
      <p className={styles['by']}>
        <b>{isMine ? t('you') : nameOf(reply.author)}</b>
        {reply.time === null ? <Chip tone="plain">{t('sending')}</Chip> : <span>{momentText(reply.time, today)}</span>}
      </p>
      <Prose text={reply.text} />
    </li>
  );
}

export function Replies({ label, replies }: { label: string; replies: readonly ShownReply[] }) {
  return (
    <ul className={styles['replies']} aria-label={label}>
      {replies.map((reply) => (
        <Reply key={reply.id} reply={reply} />
      ))}
    </ul>
  );
}
