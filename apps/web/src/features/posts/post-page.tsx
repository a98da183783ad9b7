/**
 * One post: read by guardians, who answer below; for staff with who has read it, and every guardian's thread.
 * @module
 */
import { postAt } from '@obhut/domain/post-copies.ts';
import { PenLine } from 'lucide-react';
import { useLocation, useRoute } from 'wouter';
import { FailureNotice } from '../../shell/failure.tsx';
import { FileList } from '../../shell/files/file-list.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useClient, useInstitution, useSnapshot } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Button, ButtonLink, ButtonRow } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { momentText } from '../../ui/dates.ts';
import { Page } from '../../ui/page.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Prose } from '../../ui/prose.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { sizeText } from '../../ui/sizes.ts';
import { OtherWordings } from './other-wordings.tsx';
import { OwnThread, StaffThreads } from './post-threads.tsx';
import { Readers } from './readers.tsx';
import { useMarkRead } from './use-mark-read.ts';
import { useReach } from './use-may-write.ts';
import { useSeesReading } from './use-sees-reading.ts';
import { Withdraw } from './withdraw.tsx';
import styles from './posts.module.css';
import { useAudienceName, usePosts, useWithdrawn, type ShownPost } from './use-posts.ts';
import { WithdrawnPage } from './withdrawn.tsx';

function Missing() {
  const t = useTexts('posts');
  const { caughtUp, connection } = useSnapshot();
  const back = { to: '/nachrichten', label: t('back') };
  if (!caughtUp && connection === 'online') {
    return (
      <Page title={t('title')} back={back}>
        <Skeleton label={t('loading')} />
      </Page>
    );
  }
  return (
    <Page title={t('goneTitle')} back={back}>
      <p>{t('gone')}</p>
    </Page>
  );
}

/** What one can do with a post of one's own. */
function Own({ post }: { post: ShownPost }) {
  const t = useTexts('posts');
  const { me } = useInstitution();
  const reach = useReach();
  if (post.author !== me || reach(post).length === 0) return null;
  return (
    <ButtonRow>
      <ButtonLink kind="quiet" icon={PenLine} to={`/nachrichten/${post.address}/korrigieren`}>
        {t('correct')}
      </ButtonLink>
      <Withdraw post={post} />
    </ButtonRow>
  );
}

/** What waits for its files says how far they are, what has not reached everybody whom it is to reach; both can be called off. */
function Sending({ post }: { post: ShownPost }) {
  const t = useTexts('posts');
  const client = useClient();
  const [, navigate] = useLocation();
  const { run, isRunning, failure } = useCommand();
  const audienceName = useAudienceName();
  const { upload, unsent, isWaiting } = post;
  const unsentTo = audienceName(unsent.map(({ space }) => space));
  const [sent, of] = [sizeText(upload?.sent ?? 0), sizeText(upload?.of ?? 0)];
  const callOff = async () => {
    const { isDone } = await run(async () => {
      for (const { event } of unsent) await client.unsend(event);
    });
    if (isDone && isWaiting) navigate('/nachrichten', { replace: true });
  };
  return (
    <>
      {!isWaiting && <p>{t('stillSending', { audience: unsentTo })}</p>}
      {upload !== null && (
        <Progress label={t('uploading')} text={t('uploaded', { sent, of })} done={upload.sent} total={upload.of} />
      )}
      <FailureNotice failure={failure} />
      <div>
        <Button isBusy={isRunning} onPress={() => void callOff()}>
          {t('callOff')}
        </Button>
      </div>
    </>
  );
}

function Shown({ post }: { post: ShownPost }) {
  const t = useTexts('posts');
  const { standing } = useInstitution();
  const { today } = useSnapshot();
  const sees = useSeesReading();
  useMarkRead(post);
  const time = post.isWaiting ? t('sending') : momentText(post.time, today);
  return (
    <Page
      title={post.title}
      back={{ to: '/nachrichten', label: t('back') }}
      under={t('under', { audience: post.audience, author: post.byline, time })}
      actions={post.isWaiting ? <Chip tone="plain">{t('sending')}</Chip> : <Own post={post} />}
      {...(sees !== 'nothing' && !post.isAmongStaff ? { aside: <Readers post={post} /> } : {})}
    >
      <Card>
        {(post.isCorrecting || post.corrected !== null) && (
          <div>
            <Chip tone="sun">
              {post.isCorrecting || post.corrected === null
                ? t('correcting')
                : t('corrected', { time: momentText(post.corrected, today) })}
            </Chip>
          </div>
        )}
        <Prose text={post.text} />
        {post.files.length > 0 && <FileList space={post.space} event={post.event} files={post.files} />}
        {(post.upload !== null || (post.unsent.length > 0 && !post.isWaiting)) && <Sending post={post} />}
      </Card>
      <OtherWordings post={post} />
      {post.isAmongStaff && <p className={styles['quiet']}>{t('amongStaff')}</p>}
      {standing === 'carrier' && sees === 'nothing' && <p className={styles['quiet']}>{t('teamKnows')}</p>}
      {standing === 'guardian' && <OwnThread post={post} />}
      {sees !== 'nothing' && !post.isAmongStaff && <StaffThreads post={post} />}
    </Page>
  );
}

export default function PostPage() {
  const [, parameters] = useRoute('/nachrichten/:id');
  const post = postAt(usePosts(), parameters?.id ?? '');
  const gone = useWithdrawn().find((one) => one.post === parameters?.id);
  if (post !== null) return <Shown key={post.address} post={post} />;
  return gone === undefined ? <Missing /> : <WithdrawnPage gone={gone} />;
}
