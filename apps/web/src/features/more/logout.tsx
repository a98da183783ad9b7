/**
 * Logging out forgets everything on this device: confirmed by name, with what would be lost.
 * @module
 */
import { useLocation } from 'wouter';
import { forgetDrafts } from '../../shell/drafts.ts';
import { forgetSeen } from '../../shell/seen.ts';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useClient, useSnapshot } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Confirm } from '../../ui/dialog.tsx';
import styles from './more.module.css';

export function Logout({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const t = useTexts('more');
  const client = useClient();
  const [, navigate] = useLocation();
  const { login, outbox, institution } = useSnapshot();
  const { run, isRunning, failure } = useCommand();
  const leave = async () => {
    const { isDone } = await run(() => client.logout());
    if (!isDone) return;
    forgetDrafts();
    forgetSeen();
    navigate('/anmelden', { replace: true });
  };
  return (
    <Confirm
      isOpen={isOpen}
      title={t('logoutTitle', { login: login ?? '' })}
      yes={t('logoutYes')}
      no={t('logoutNo')}
      isBusy={isRunning}
      onYes={() => void leave()}
      onNo={onClose}
    >
      <p>{t('logoutText')}</p>
      {institution !== null && institution.standing !== 'guardian' && <p>{t('logoutKeeps')}</p>}
      {outbox.length > 0 && <p className={styles['loss']}>{t('logoutOutbox', { count: outbox.length })}</p>}
      <FailureNotice failure={failure} />
    </Confirm>
  );
}
