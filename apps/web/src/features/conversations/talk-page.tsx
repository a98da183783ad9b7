/**
 * One conversation: who reads it, what was said, and where one writes.
 * @module
 */
import { useRoute } from 'wouter';
import { useTexts } from '../../shell/i18n.ts';
import { useInstitution, useSnapshot } from '../../shell/use-client.ts';
import { listText } from '../../ui/dates.ts';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Composer } from './composer.tsx';
import styles from './conversations.module.css';
import { MarkRead } from './mark-read.tsx';
import { Messages } from './messages.tsx';
import { useNames } from './use-names.ts';
import { usePlaces, type Talk } from './use-talks.ts';

const back = '/gespraeche';

function Missing() {
  const t = useTexts('conversations');
  const { caughtUp, connection } = useSnapshot();
  if (!caughtUp && connection === 'online') {
    return (
      <Page title={t('title')} back={{ to: back, label: t('back') }}>
        <Skeleton label={t('loading')} />
      </Page>
    );
  }
  return (
    <Page title={t('goneTitle')} back={{ to: back, label: t('back') }}>
      <p>{t('gone')}</p>
    </Page>
  );
}

/** Who reads along, in a sentence: before one writes, not after. */
function useReaders({ id, kind, title, ward, personas }: Talk): string {
  const t = useTexts('conversations');
  const { me, standing } = useInstitution();
  const nameOf = useNames();
  if (kind === 'mailbox') return standing === 'guardian' ? t('readersTeam') : t('readersGuardian', { name: title });
  const wardName = ward?.fields.name ?? t('someWard');
  if (kind === 'ward') return t('readersWard', { name: wardName });
  const names = personas.map((persona) => (persona === me ? t('you') : nameOf(persona, id)));
  return t('readersChosen', { names: listText(names) });
}

function Shown({ talk, asked }: { talk: Talk; asked: string | null }) {
  const t = useTexts('conversations');
  const { standing } = useInstitution();
  const readers = useReaders(talk);
  return (
    <Page title={talk.title} back={{ to: back, label: t('back') }} under={readers}>
      <MarkRead talk={talk} />
      {talk.messages.length === 0 ? (
        <p className={styles['quiet']}>{t('nothing')}</p>
      ) : (
        <Messages talk={talk} asked={asked} />
      )}
      {standing !== 'carrier' && <Composer talk={talk} />}
    </Page>
  );
}

export default function TalkPage() {
  const [, plain] = useRoute('/gespraeche/:id');
  const [, found] = useRoute('/gespraeche/:id/:message');
  const id = plain?.id ?? found?.id;
  const asked = found?.message ?? null;
  const talk = usePlaces().find(({ spaces }) => id !== undefined && spaces.includes(id));
  return talk === undefined ? <Missing /> : <Shown key={`${talk.id} ${asked}`} talk={talk} asked={asked} />;
}
