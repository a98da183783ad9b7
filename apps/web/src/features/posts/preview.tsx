/**
 * A post before it is sent, as those will see it who get it: their title, their line of who wrote to whom, and no list of readers.
 * @module
 */
import { AttachedList } from '../../shell/files/attached-list.tsx';
import type { Attached } from '../../shell/files/attached.ts';
import { useTexts } from '../../shell/i18n.ts';
import { useInstitution, useSnapshot } from '../../shell/use-client.ts';
import { Card } from '../../ui/card.tsx';
import { dayText } from '../../ui/dates.ts';
import { Drawer } from '../../ui/drawer.tsx';
import { Prose } from '../../ui/prose.tsx';
import styles from './posts.module.css';
import { useAudienceName, useBylines } from './use-posts.ts';

interface PreviewProps {
  isOpen: boolean;
  onClose: () => void;
  /** Those of the audience. */
  spaces: readonly string[];
  title: string;
  text: string;
  files: readonly Attached[];
}

export function Preview({ isOpen, onClose, spaces: chosen, title, text, files }: PreviewProps) {
  const t = useTexts('posts');
  const { me, spaces, standing } = useInstitution();
  const { today } = useSnapshot();
  const byline = useBylines()(me, standing === 'carrier' ? 'carrier' : 'staff');
  const audienceName = useAudienceName();
  const isAmongStaff = spaces.some(({ id, kind }) => chosen.includes(id) && kind === 'team');
  return (
    <Drawer
      title={isAmongStaff ? t('previewStaff') : t('previewTitle')}
      close={t('previewClose')}
      isOpen={isOpen}
      onClose={onClose}
    >
      {chosen.length > 1 && <p>{t('previewEach')}</p>}
      <article className={styles['preview']} aria-label={title}>
        <h3 className={styles['previewTitle']}>{title}</h3>
        <p className={styles['quiet']}>
          {t('under', { audience: audienceName(chosen.slice(0, 1)), author: byline, time: dayText(today) })}
        </p>
        <Card>
          <Prose text={text} />
          {files.length > 0 && <AttachedList files={files} />}
        </Card>
      </article>
    </Drawer>
  );
}
