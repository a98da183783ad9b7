/**
 * After the change: what is kept of the old year, what is deleted and when. Nothing hangs on the day on which somebody does it.
 * @module
 */
import { allDayTeams, dayTeams } from '@obhut/domain/day-teams.ts';
import { allGroups, groups } from '@obhut/domain/groups.ts';
import { addDays, dayOfDate } from '@obhut/domain/kernel/local-time.ts';
import { lastingFrom } from '@obhut/domain/retention.ts';
import type { Ward } from '@obhut/domain/wards.ts';
import { insteadOf, type Year } from '@obhut/domain/years.ts';
import { CalendarCheck } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { newId } from '../../shell/new-id.ts';
import { useClient, useInstitution, useModel, useSnapshot } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { useAllWards } from '../../shell/use-years.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { YesNo } from '../../ui/choice.tsx';
import { dayText, listText } from '../../ui/dates.ts';
import { Empty } from '../../ui/empty.tsx';
import { Hint, Mistake } from '../../ui/notice.tsx';
import { FormBody, Page } from '../../ui/page.tsx';
import { closing, leaversOf } from './plans.ts';
import { useChange } from './use-change.ts';
import styles from './years.module.css';

function Closing({ over, now }: { over: readonly Year[]; now: Year }) {
  const t = useTexts('years');
  const client = useClient();
  const [, navigate] = useLocation();
  const { today } = useSnapshot();
  const { spaces } = useInstitution();
  const { run, isRunning, failure } = useCommand();
  const [id, setId] = useState(newId);
  const [isSure, setSure] = useState(false);
  const [mistake, setMistake] = useState<string | null>(null);
  const hasEnd = (space: string | undefined) => spaces.some((one) => one.id === space && one.endsOn !== null);
  const wards = useAllWards().filter((ward) => !hasEnd(ward.spaces['ward/day']));
  const teams = useModel(dayTeams, allDayTeams);
  const named = useModel(groups, allGroups);
  const leavers = leaversOf(wards);
  const moved = wards.filter(({ fields }) => now.groups.includes(insteadOf([now], fields.nextGroup))).length;
  const lost = wards.filter(({ fields }) => over.some((year) => year.groups.includes(fields.group)));
  const staying = lost.filter((ward) => !leavers.includes(ward));
  const lastDay = dayOfDate(addDays(now.from, -1));
  const ends = {
    year: Math.max(today, lastingFrom('post', lastDay)),
    leavers: Math.max(today, lastingFrom('leaver', lastDay)),
  };

  const close = async () => {
    setMistake(isSure ? null : t('sureMissing'));
    if (!isSure) return;
    const plan = closing(id, { over, now, groups: named, wards, dayTeams: teams, ends });
    const { isDone } = await run(() => client.perform(plan));
    if (isDone) navigate('/kita-jahr', { replace: true });
    else setId(newId());
  };
  const names = (all: readonly Ward[]) => listText(all.map(({ fields }) => fields.name || t('nobody')));
  return (
    <Card>
      <FormBody label={t('close')} onSubmit={() => void close()}>
        <ul className={styles['points']}>
          <li>{t('closeMoved', { count: moved })}</li>
          <li>{t('closeOld', { date: dayText(ends.year) })}</li>
          {leavers.length > 0 && (
            <li>{t('closeLeavers', { count: leavers.length, names: names(leavers), date: dayText(ends.leavers) })}</li>
          )}
        </ul>
        {staying.length > 0 && <Hint>{t('closeWithout', { names: names(staying) })}</Hint>}
        <YesNo label={t('sure')} isSelected={isSure} onChange={setSure} />
        {mistake !== null && <Mistake>{mistake}</Mistake>}
        <FailureNotice failure={failure} />
        <Button kind="primary" type="submit" icon={CalendarCheck} isBusy={isRunning}>
          {isRunning ? t('closing') : t('close')}
        </Button>
      </FormBody>
    </Card>
  );
}

export default function ClosePage() {
  const t = useTexts('years');
  const { now, open } = useChange();
  const role = useInstitution().spaces.find(({ kind }) => kind === 'leadership')?.role;
  const content =
    now === undefined || open.length === 0 ? (
      <Empty icon={CalendarCheck}>{t('nothingOpen')}</Empty>
    ) : role === 'owner' ? (
      <Closing over={open} now={now} />
    ) : (
      <Hint>{t('ownersClose')}</Hint>
    );
  return (
    <Page title={t('close')} under={t('closeText')} back={{ to: '/kita-jahr', label: t('title') }} isNarrow>
      {content}
    </Page>
  );
}
