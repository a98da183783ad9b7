/**
 * What was taken back: that it is gone, and by whom. Nothing of what it said.
 * @module
 */
import { addDays, wallAt } from '@obhut/domain/kernel/local-time.ts';
import { Undo2 } from 'lucide-react';
import { InEach, Of, type OwnProps } from '../../shell/every.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useInstitution, useSnapshot } from '../../shell/use-client.ts';
import { Card, List, Row } from '../../ui/card.tsx';
import { momentText } from '../../ui/dates.ts';
import { Page } from '../../ui/page.tsx';
import { useDateToday } from '../../ui/use-wall.ts';
import { OwnThread, StaffThreads } from './post-threads.tsx';
import styles from './posts.module.css';
import { useSeesReading } from './use-sees-reading.ts';
import { useWithdrawn, type ShownWithdrawal } from './use-posts.ts';

/** So long it stands in the list; its address leads to it as long as the post would have lasted. */
const days = 14;

function Recent({ render }: OwnProps<ShownWithdrawal>) {
  const since = addDays(useDateToday(), -days);
  const all = useWithdrawn();
  return render(all.filter(({ time }) => wallAt(time).date >= since));
}

function WithdrawnRow({ gone: { post, byline, audience, time } }: { gone: ShownWithdrawal }) {
  const t = useTexts('posts');
  const { today } = useSnapshot();
  return (
    <Row
      to={`/nachrichten/${post}`}
      picture={<Undo2 className={styles['clip']} aria-hidden />}
      title={t('withdrawnTitle')}
      under={t('under', { audience, author: byline, time: momentText(time, today) })}
      isStrong={false}
    />
  );
}

/** Of all institutions, newest first. */
export function WithdrawnRows() {
  const t = useTexts('posts');
  return (
    <InEach Own={Recent}>
      {(all) =>
        all.length > 0 && (
          <List label={t('withdrawnList')}>
            {all
              .toSorted((a, b) => b.entry.time - a.entry.time)
              .map(({ of, entry }) => (
                <Of key={`${of.id} ${entry.post}`} one={of}>
                  <WithdrawnRow gone={entry} />
                </Of>
              ))}
          </List>
        )
      }
    </InEach>
  );
}

/** What was said about it between a guardian and the team stays theirs. */
export function WithdrawnPage({ gone }: { gone: ShownWithdrawal }) {
  const t = useTexts('posts');
  const { standing } = useInstitution();
  const { today } = useSnapshot();
  const { post, author, by, byline, audience, time } = gone;
  const when = momentText(time, today);
  const sees = useSeesReading();
  const gonePost = { id: post, author, by };
  return (
    <Page
      title={t('withdrawnTitle')}
      back={{ to: '/nachrichten', label: t('back') }}
      under={t('under', { audience, author: byline, time: when })}
    >
      <Card>
        <p>{t('withdrawnText', { name: byline, time: when })}</p>
      </Card>
      {standing === 'guardian' ? <OwnThread post={gonePost} /> : sees !== 'nothing' && <StaffThreads post={gonePost} />}
    </Page>
  );
}
