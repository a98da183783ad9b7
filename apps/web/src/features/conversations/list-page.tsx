/**
 * All conversations, the newest word first, and a search through what was said.
 * @module
 */
import { MessagesSquare, PenLine } from 'lucide-react';
import { useState } from 'react';
import { useTexts } from '../../shell/i18n.ts';
import { Sections } from '../../shell/sections.tsx';
import { useInstitution, useSnapshot } from '../../shell/use-client.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Field } from '../../ui/field.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Found } from './found.tsx';
import { TalkRows } from './talk-rows.tsx';
import { useTalks } from './use-talks.ts';

export default function TalksPage() {
  const t = useTexts('conversations');
  const { standing } = useInstitution();
  const { caughtUp, connection } = useSnapshot();
  const talks = useTalks();
  const [typed, setTyped] = useState('');
  const start = standing !== 'carrier' && (
    <ButtonLink kind="primary" to="/gespraeche/neu" icon={PenLine}>
      {t('start')}
    </ButtonLink>
  );
  if (talks.length > 0) {
    return (
      <Page title={t('title')} actions={start}>
        <Sections tab="/nachrichten" />
        <Field label={t('search')} value={typed} onChange={setTyped} />
        {typed.trim() === '' ? <TalkRows label={t('list')} talks={talks} /> : <Found talks={talks} typed={typed} />}
      </Page>
    );
  }
  return (
    <Page title={t('title')}>
      <Sections tab="/nachrichten" />
      {!caughtUp && connection === 'online' ? (
        <Skeleton label={t('loading')} />
      ) : (
        <Empty icon={MessagesSquare} action={start}>
          {standing === 'guardian' ? t('emptyGuardian') : t('emptyStaff')}
        </Empty>
      )}
    </Page>
  );
}
