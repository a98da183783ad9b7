/**
 * Who has read a post and who has not: as a number, and by name for the staff.
 * @module
 */
import { audienceOf, remindersOf } from '@obhut/domain/post-audience.ts';
import { posts } from '@obhut/domain/posts.ts';
import { directory, people } from '@obhut/domain/people.ts';
import { useTexts } from '../../shell/i18n.ts';
import { useBySpace, useInstitution, useSnapshot } from '../../shell/use-client.ts';
import { Card, List, Row } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { byName, momentText } from '../../ui/dates.ts';
import { Face } from '../../ui/face.tsx';
import { Section } from '../../ui/page.tsx';
import { Ring } from '../../ui/ring.tsx';
import styles from './posts.module.css';
import { Remind } from './remind.tsx';
import type { ShownPost } from './use-posts.ts';
import { useSeesReading } from './use-sees-reading.ts';

interface NamesProps {
  title: string;
  personas: readonly string[];
  /** When they were reminded, in milliseconds since 1970. */
  reminded?: ReadonlyMap<string, number>;
}

function Names({ title, personas, reminded }: NamesProps) {
  const t = useTexts('posts');
  const { spaces } = useInstitution();
  const { today } = useSnapshot();
  const known = directory(useBySpace(people), spaces);
  if (personas.length === 0) return null;
  const rows = personas
    .map((persona) => ({
      persona,
      name: known.get(persona)?.name ?? t('nobody'),
      note: known.get(persona)?.note ?? '',
      remindedAt: reminded?.get(persona),
    }))
    .toSorted(byName(({ name }) => name));
  return (
    <Section title={title}>
      <List label={title}>
        {rows.map(({ persona, name, note, remindedAt }) => (
          <Row
            key={persona}
            picture={<Face name={name} id={persona} />}
            title={name}
            under={note}
            end={
              remindedAt !== undefined && (
                <Chip tone="sun">{t('reminded', { time: momentText(remindedAt, today) })}</Chip>
              )
            }
          />
        ))}
      </List>
    </Section>
  );
}

export function Readers({ post }: { post: ShownPost }) {
  const t = useTexts('posts');
  const { spaces } = useInstitution();
  const states = useBySpace(posts);
  const sees = useSeesReading();
  const { read, unread, openLetters } = audienceOf(states, spaces, post);
  const all = read.length + unread.length;
  return (
    <>
      <Card>
        <div className={styles['ring']}>
          <Ring
            part={read.length}
            whole={all}
            under={t('ringUnder', { all })}
            label={t('ringLabel', { read: read.length, all })}
          />
          <div className={styles['ringText']}>
            <h2 className={styles['subtitle']}>{t('readBy')}</h2>
            <p className={styles['quiet']}>{all === 0 ? t('nobodyYet') : t('readOf', { read: read.length, all })}</p>
            {sees === 'numbers' && <p className={styles['quiet']}>{t('teamNames')}</p>}
            {openLetters > 0 && <p className={styles['quiet']}>{t('openLetters', { count: openLetters })}</p>}
          </div>
        </div>
        <Remind post={post} />
      </Card>
      {sees === 'names' && (
        <>
          <Names title={t('unreadList')} personas={unread} reminded={remindersOf(states, spaces, post.id)} />
          <Names title={t('readList')} personas={read} />
        </>
      )}
    </>
  );
}
