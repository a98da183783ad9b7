/**
 * On Heute: what was sent last.
 * @module
 */
import { PenLine } from 'lucide-react';
import { useTexts } from '../../shell/i18n.ts';
import { useInstitution } from '../../shell/use-client.ts';
import { ButtonLink, ButtonRow } from '../../ui/button.tsx';
import { Section } from '../../ui/page.tsx';
import { PostRows } from './post-rows.tsx';
import { useMayWrite } from './use-may-write.ts';
import { usePosts } from './use-posts.ts';

const most = 5;

export default function StaffTile() {
  const t = useTexts('posts');
  const { standing } = useInstitution();
  const mayWrite = useMayWrite();
  const all = usePosts();
  // The first one is among the first steps of whoever leads.
  if (all.length === 0 && standing === 'staff') return null;
  return (
    <>
      {all.length > 0 && (
        <Section title={t('tileSent')}>
          <PostRows label={t('tileSent')} shown={all.slice(0, most)} />
        </Section>
      )}
      {mayWrite && (
        <ButtonRow>
          <ButtonLink kind="primary" to="/nachrichten/neu" icon={PenLine}>
            {t('write')}
          </ButtonLink>
        </ButtonRow>
      )}
    </>
  );
}
