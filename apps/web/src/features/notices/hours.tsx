/**
 * When one's devices may notify: days of the week, and two times of the institution's clock.
 * @module
 */
import { useState } from 'react';
import { useTexts } from '../../shell/i18n.ts';
import { useInstitution, type NoticeHours } from '../../shell/use-client.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { SomeOf } from '../../ui/choice.tsx';
import { Hint } from '../../ui/notice.tsx';
import { FormBody, Section } from '../../ui/page.tsx';
import { TimeField } from '../../ui/time-field.tsx';
import { useWeekdays } from './use-weekdays.ts';
import styles from './notices.module.css';
import type { Notices } from './use-notices.ts';

const minutesOfHour = 60;

function two(part: number): string {
  return String(part).padStart(2, '0');
}

function timeOf(minute: number): string {
  return `${two(Math.floor(minute / minutesOfHour))}:${two(minute % minutesOfHour)}`;
}

/** Null: none was typed. */
function minuteOf(time: string): number | null {
  const [, hour, minute] = /^(\d{2}):(\d{2})/u.exec(time) ?? [];
  return hour === undefined ? null : Number(hour) * minutesOfHour + Number(minute);
}

export function Hours({ current, notices }: { current: NoticeHours; notices: Notices }) {
  const t = useTexts('notices');
  const { standing } = useInstitution();
  const weekdays = useWeekdays();
  const [from, setFrom] = useState(timeOf(current.from));
  const [until, setUntil] = useState(timeOf(current.until));
  const [days, setDays] = useState(weekdays.flatMap((_, i) => (((current.days >> i) & 1) === 1 ? [String(i)] : [])));
  const [isJudged, setJudged] = useState(false);
  const [isSaved, setSaved] = useState(false);
  const [opens, closes] = [minuteOf(from), minuteOf(until)];
  const save = async () => {
    setJudged(true);
    if (opens === null || closes === null || days.length === 0) return;
    const mask = days.reduce((sum, day) => sum | (1 << Number(day)), 0);
    setSaved(await notices.setHours({ days: mask, from: opens, until: closes }));
  };
  const wrongTime = (minute: number | null) => (isJudged && minute === null ? t('timeMissing') : null);
  return (
    <Section title={t('hours')}>
      <Card>
        <p>{standing === 'staff' ? t('hoursStaff') : t('hoursOthers')}</p>
        <FormBody label={t('hours')} onSubmit={() => void save()}>
          <div className={styles['times']}>
            <TimeField label={t('from')} value={from} onChange={setFrom} error={wrongTime(opens)} />
            <TimeField label={t('until')} value={until} onChange={setUntil} error={wrongTime(closes)} />
          </div>
          <SomeOf
            label={t('days')}
            values={days}
            onChange={setDays}
            options={weekdays.map((label, i) => ({ value: String(i), label }))}
            error={isJudged && days.length === 0 ? t('daysMissing') : null}
          />
          <p className={styles['quiet']}>{t('hoursAll')}</p>
          <div className={styles['end']}>
            <output>{isSaved && <Hint>{t('saved')}</Hint>}</output>
            <Button type="submit" isBusy={notices.isRunning}>
              {t('save')}
            </Button>
          </div>
        </FormBody>
      </Card>
    </Section>
  );
}
