/**
 * Taking one's PIN away from this tablet.
 * @module
 */
import { Trash2 } from 'lucide-react';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useClient } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Page } from '../../ui/page.tsx';
import styles from './tablet.module.css';

export default function RemovePage() {
  const t = useTexts('tablet');
  const client = useClient();
  const { run, isRunning, failure } = useCommand();
  return (
    <Page title={t('removeLink')} back={{ to: '/mehr', label: t('more') }} isNarrow>
      <Card>
        <div className={styles['stack']}>
          <p>{t('removeText')}</p>
          <FailureNotice failure={failure} />
          <Button kind="danger" icon={Trash2} isBusy={isRunning} onPress={() => void run(() => client.removePin())}>
            {t('remove')}
          </Button>
        </div>
      </Card>
    </Page>
  );
}
