/**
 * One message: who said it and when, its text and files, and what one can do with one's own.
 * @module
 */
import { FailureNotice } from '../../shell/failure.tsx';
import { FileList } from '../../shell/files/file-list.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useClient, useInstitution } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { clockText } from '../../ui/dates.ts';
import { Progress } from '../../ui/progress.tsx';
import { Prose } from '../../ui/prose.tsx';
import { sizeText } from '../../ui/sizes.ts';
import styles from './conversations.module.css';
import { useNames } from './use-names.ts';
import type { ShownMessage } from './use-talks.ts';
import { Withdraw } from './withdraw.tsx';

/** What waits can be called off; files say how far they are. */
function Waiting({ message }: { message: ShownMessage }) {
  const t = useTexts('conversations');
  const client = useClient();
  const { run, isRunning, failure } = useCommand();
  const { upload } = message;
  return (
    <>
      {upload !== null && (
        <Progress
          label={t('uploading')}
          text={t('uploaded', { sent: sizeText(upload.sent), of: sizeText(upload.of) })}
          done={upload.sent}
          total={upload.of}
        />
      )}
      <FailureNotice failure={failure} />
      <div>
        <Button kind="quiet" isBusy={isRunning} onPress={() => void run(() => client.unsend(message.id))}>
          {t('callOff')}
        </Button>
      </div>
    </>
  );
}

export function MessageItem({ message, isAsked }: { message: ShownMessage; isAsked: boolean }) {
  const t = useTexts('conversations');
  const { me } = useInstitution();
  const nameOf = useNames();
  const isMine = message.author === me;
  const { text, files, isWaiting } = message;
  return (
    <li
      className={`${styles['message']} ${isMine ? styles['mine'] : ''}`}
      data-message={message.id}
      aria-current={isAsked ? 'true' : undefined}
      tabIndex={-1}
    >
      <div className={styles['bubble']}>
        <p className={styles['by']}>
          <b>{isMine ? t('you') : nameOf(message.author, message.space)}</b>
          {isWaiting ? <Chip tone="plain">{t('sending')}</Chip> : <span>{clockText(message.time)}</span>}
        </p>
        {text !== '' && <Prose text={text} />}
        {files.length > 0 && <FileList space={message.space} event={message.id} files={files} />}
        {isWaiting && <Waiting message={message} />}
      </div>
      {isMine && !isWaiting && <Withdraw message={message} />}
    </li>
  );
}
