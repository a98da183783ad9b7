/**
 * On Heute, for those who lead: posts of the last weeks that somebody has not read a day later, with who that is.
 * @module
 */
import { addDays, wallAt } from '@obhut/domain/kernel/local-time.ts';
import { audienceOf } from '@obhut/domain/post-audience.ts';
import { posts } from '@obhut/domain/posts.ts';
import { useTexts } from '../../shell/i18n.ts';
import { useBySpace, useInstitution } from '../../shell/use-client.ts';
import { useLeads } from '../../shell/use-leads.ts';
import { List, Row } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { byName, listText } from '../../ui/dates.ts';
import { Face } from '../../ui/face.tsx';
import { Section } from '../../ui/page.tsx';
import { useDateToday } from '../../ui/use-wall.ts';
import { useNames, usePosts, type ShownPost } from './use-posts.ts';

const most = 3;
const mostNames = 3;
const days = 28;

function UnreadRow({ post, unread }: { post: ShownPost; unread: readonly string[] }) {
  const t = useTexts('posts');
  const nameOf = useNames();
  const names = unread.map(nameOf).toSorted(byName((name) => name));
  const more = names.length - mostNames;
  const first = names.slice(0, mostNames);
  return (
    <Row
      to={`/nachrichten/${post.address}`}
      picture={<Face name={post.authorName} id={post.author} />}
      title={post.title}
      under={more > 0 ? t('unreadMore', { names: first.join(', '), count: more }) : listText(first)}
      end={<Chip tone="sun">{t('unreadCount', { count: unread.length })}</Chip>}
    />
  );
}

export default function UnreadTile() {
  const t = useTexts('posts');
  const { spaces } = useInstitution();
  const leads = useLeads();
  const states = useBySpace(posts);
  const today = useDateToday();
  const all = usePosts();
  if (!leads) return null;
  const due = all
    .filter(({ time, isWaiting }) => {
      const { date } = wallAt(time);
      return !isWaiting && date < today && date >= addDays(today, -days);
    })
    .map((post) => ({ post, unread: audienceOf(states, spaces, post).unread }))
    .filter(({ unread }) => unread.length > 0)
    .slice(0, most);
  if (due.length === 0) return null;
  return (
    <Section title={t('unreadList')}>
      <List label={t('unreadList')}>
        {due.map(({ post, unread }) => (
          <UnreadRow key={post.id} post={post} unread={unread} />
        ))}
      </List>
    </Section>
  );
}
