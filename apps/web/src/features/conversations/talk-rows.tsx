/**
 * Conversations as rows of a list.
 * @module
 */
import { MessageCircle, UsersRound } from 'lucide-react';
import { useTexts } from '../../shell/i18n.ts';
import { useInstitution } from '../../shell/use-client.ts';
import { List, Row } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Face } from '../../ui/face.tsx';
import styles from './conversations.module.css';
import { usePreview } from './previews.ts';
import { useNames } from './use-names.ts';
import type { Talk } from './use-talks.ts';

export function TalkPicture({ talk }: { talk: Talk }) {
  const { standing } = useInstitution();
  if (talk.kind === 'mailbox' && standing !== 'guardian')
    return <Face name={talk.title} id={talk.personas[0] ?? talk.id} />;
  if (talk.ward !== null) return <Face name={talk.ward.fields.name} id={talk.ward.id} />;
  const Icon = talk.kind === 'mailbox' ? MessageCircle : UsersRound;
  return (
    <span className={styles['icon']}>
      <Icon aria-hidden />
    </span>
  );
}

export function TalkRow({ talk }: { talk: Talk }) {
  const t = useTexts('conversations');
  const { me, standing } = useInstitution();
  const nameOf = useNames();
  const previewOf = usePreview();
  const last = talk.messages.at(-1);
  const author = last?.author === me ? t('you') : nameOf(last?.author ?? '', talk.id);
  const isNew = talk.unread > 0 && standing !== 'carrier';
  return (
    <Row
      to={`/gespraeche/${talk.id}`}
      picture={<TalkPicture talk={talk} />}
      title={talk.title}
      isPreview
      under={last === undefined ? t('noWord') : t('rowUnder', { author, preview: previewOf(last) })}
      end={
        last?.isWaiting === true ? (
          <Chip tone="plain">{t('sending')}</Chip>
        ) : (
          isNew && <Chip tone="sun">{t('unread', { count: talk.unread })}</Chip>
        )
      }
      isStrong={isNew || standing !== 'guardian'}
    />
  );
}

export function TalkRows({ label, talks }: { label: string; talks: readonly Talk[] }) {
  return (
    <List label={label}>
      {talks.map((talk) => (
        <TalkRow key={talk.id} talk={talk} />
      ))}
    </List>
  );
}
