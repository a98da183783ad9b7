/**
 * The replies below a post: one's own thread, or for staff each guardian's.
 * @module
 */
import { mailboxesOf } from '@obhut/domain/kernel/membership.ts';
import type { Post } from '@obhut/domain/posts.ts';
import { useTexts } from '../../shell/i18n.ts';
import { useInstitution } from '../../shell/use-client.ts';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Section } from '../../ui/page.tsx';
import styles from './posts.module.css';
import { ReplyForm } from './reply-form.tsx';
import { Replies } from './replies.tsx';
import { useNames } from './use-posts.ts';
import { useThreads, type ShownThread } from './use-threads.ts';

/** As far as it needs to be known what it is about. */
interface About {
  post: Pick<Post, 'id' | 'author' | 'by'>;
}

/** Who reads a reply: the team, and of the carrier only whoever reads along with leadership. */
function useReplyHint({ post }: About): string {
  const t = useTexts('posts');
  const leadership = useInstitution().spaces.find(({ kind }) => kind === 'leadership');
  if (post.by === 'staff') return t('yourReplyHint');
  return leadership?.personas.includes(post.author) === true ? t('yourReplyAlongHint') : t('yourReplyCarrierHint');
}

export function OwnThread({ post }: About) {
  const t = useTexts('posts');
  const { me, spaces } = useInstitution();
  const hint = useReplyHint({ post });
  const mailboxes = mailboxesOf(spaces, me).map(({ id }) => id);
  const thread = useThreads().find((one) => one.post === post.id && mailboxes.includes(one.mailbox));
  const mailbox = thread?.mailbox ?? mailboxes[0];
  if (mailbox === undefined) return null;
  return (
    <Section title={t('replies')}>
      <Card>
        {thread !== undefined && <Replies label={t('replies')} replies={thread.replies} />}
        <ReplyForm mailbox={mailbox} post={post.id} label={t('yourReply')} hint={hint} />
      </Card>
    </Section>
  );
}

function StaffThread({ thread }: { thread: ShownThread }) {
  const t = useTexts('posts');
  const { standing, spaces } = useInstitution();
  const nameOf = useNames();
  const guardian = spaces.find(({ id }) => id === thread.mailbox)?.personas[0];
  const name = guardian === undefined ? t('nobody') : nameOf(guardian);
  return (
    <Card>
      <div className={styles['threadHead']}>
        <h3>{name}</h3>
        {thread.isOpen && <Chip tone="sun">{t('openThread')}</Chip>}
      </div>
      <Replies label={t('thread', { name })} replies={thread.replies} />
      {standing === 'staff' && (
        <ReplyForm
          mailbox={thread.mailbox}
          post={thread.post}
          label={t('replyTo', { name })}
          hint={t('replyToHint', { name })}
        />
      )}
    </Card>
  );
}

export function StaffThreads({ post }: { post: { id: string } }) {
  const t = useTexts('posts');
  const all = useThreads().filter((thread) => thread.post === post.id);
  return (
    <Section title={t('replies')}>
      {all.length === 0 && <p className={styles['quiet']}>{t('noReplies')}</p>}
      {all.map((thread) => (
        <StaffThread key={thread.mailbox} thread={thread} />
      ))}
    </Section>
  );
}
