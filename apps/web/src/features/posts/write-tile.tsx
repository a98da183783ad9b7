/**
 * On Heute, below what was sent: writing another.
 * @module
 */
import { PenLine } from 'lucide-react';
import { useTexts } from '../../shell/i18n.ts';
import { useInstitution } from '../../shell/use-client.ts';
import { ButtonLink, ButtonRow } from '../../ui/button.tsx';
import { useMayWrite } from './use-may-write.ts';
import { usePosts } from './use-posts.ts';

export default function WriteTile() {
  const t = useTexts('posts');
  const { standing } = useInstitution();
  const mayWrite = useMayWrite();
  const all = usePosts();
  // The first one is among the first steps of whoever leads.
  if (!mayWrite || (all.length === 0 && standing === 'staff')) return null;
  return (
    <ButtonRow>
      <ButtonLink kind="primary" to="/nachrichten/neu" icon={PenLine}>
        {t('write')}
      </ButtonLink>
    </ButtonRow>
  );
}
