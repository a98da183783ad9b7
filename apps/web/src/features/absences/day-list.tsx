/**
 * The morning's list: what guardians have said since yesterday, and who is absent today, by group.
 * @module
 */
import { holdsOn, type Absence } from '@obhut/domain/absences.ts';
import { addDays, wallAt } from '@obhut/domain/kernel/local-time.ts';
import type { ReactNode } from 'react';
import { useTexts } from '../../shell/i18n.ts';
import { Card, List, Row } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { timeText } from '../../ui/wall-text.ts';
import { Section } from '../../ui/page.tsx';
import { useDateToday } from '../../ui/use-wall.ts';
import { WardFace } from '../../ui/ward-face.tsx';
import styles from './absences.module.css';
import { useGroups, type WardOfDay } from './use-absences.ts';
import { reasonIcons, reasonTones, useReasons, useSentence } from './words.ts';

/** One line of {@link SinceYesterday}. */
function News({ name, absence }: { name: string; absence: Absence }) {
  const t = useTexts('absences');
  const sentence = useSentence();
  const today = useDateToday();
  const { date, time } = wallAt(absence.time);
  const Icon = reasonIcons[absence.reason];
  return (
    <li className={styles['news']}>
      <Icon className={`${styles['icon']} ${styles[reasonTones[absence.reason]]}`} aria-hidden />
      <span className={styles['said']}>
        <b>{name}</b> {sentence(absence)}
      </span>
      <span className={styles['quiet']}>
        {date === today ? timeText(time) : t('yesterdayAt', { time: timeText(time) })}
      </span>
    </li>
  );
}

function SinceYesterday({ all }: { all: readonly WardOfDay[] }) {
  const t = useTexts('absences');
  const yesterday = addDays(useDateToday(), -1);
  const news = all
    .flatMap(({ ward, absences }) => absences.map((absence) => ({ name: ward.fields.name, absence })))
    .filter(({ absence: { by, time } }) => by === 'guardian' && wallAt(time).date >= yesterday)
    .toSorted((a, b) => b.absence.time - a.absence.time);
  if (news.length === 0) return null;
  return (
    <Section title={t('sinceYesterday')}>
      <Card>
        <ul className={styles['list']} aria-label={t('sinceYesterday')}>
          {news.map(({ name, absence }) => (
            <News key={`${absence.space} ${absence.id}`} name={name || t('nobody')} absence={absence} />
          ))}
        </ul>
      </Card>
    </Section>
  );
}

interface RowProps {
  of: WardOfDay;
  absences: readonly Absence[];
  isLinked: boolean;
}

function WardRow({ of, absences, isLinked }: RowProps) {
  const t = useTexts('absences');
  const sentence = useSentence();
  const { ward } = of;
  const { name, sign } = ward.fields;
  const isWaiting = absences.some((absence) => absence.isWaiting);
  return (
    <Row
      picture={<WardFace id={ward.id} name={name} sign={sign} />}
      title={name || t('nobody')}
      under={isWaiting ? t('sending') : undefined}
      end={absences.map((absence) => (
        <Chip key={absence.id} tone={reasonTones[absence.reason]} icon={reasonIcons[absence.reason]}>
          {sentence(absence)}
        </Chip>
      ))}
      {...(isLinked ? { to: `/abwesend/${ward.id}` } : {})}
    />
  );
}

/** "2 krank, 1 kommt später". */
function useHeadcount(): (absences: readonly Absence[]) => string {
  const t = useTexts('absences');
  const reasons = useReasons();
  return (absences) => {
    const counts = reasons.flatMap(({ value, label }) => {
      const count = absences.filter(({ reason }) => reason === value).length;
      return count === 0 ? [] : [t('counted', { count, label })];
    });
    return counts.length === 0 ? t('nobodyAbsent') : counts.join(' · ');
  };
}

interface DayListProps {
  all: readonly WardOfDay[];
  /** Whether a row leads to the ward's page. */
  isLinked: boolean;
  /** Below the list. */
  children?: ReactNode;
}

export function DayList({ all, isLinked, children }: DayListProps) {
  const t = useTexts('absences');
  const today = useDateToday();
  const groups = useGroups();
  const headcount = useHeadcount();
  const isOne = new Set(all.map(({ group }) => group?.id)).size === 1;
  const away = all
    .map((of) => ({ of, absences: of.absences.filter((absence) => holdsOn(absence, today)) }))
    .filter(({ absences }) => absences.length > 0);
  const sections = [...groups, undefined].map((group) => ({
    name: group?.name ?? t('noGroup'),
    rows: away.filter(({ of }) => of.group?.id === group?.id),
  }));
  return (
    <>
      <SinceYesterday all={all} />
      <Section title={t('absentToday')}>
        <p>{headcount(away.flatMap(({ absences }) => absences))}</p>
        {sections.map(
          ({ name, rows }) =>
            rows.length > 0 && (
              <div key={name} className={styles['group']}>
                {!isOne && <h3 className={styles['quiet']}>{name}</h3>}
                <List label={t('absentIn', { group: name })}>
                  {rows.map(({ of, absences }) => (
                    <WardRow key={of.ward.id} of={of} absences={absences} isLinked={isLinked} />
                  ))}
                </List>
              </div>
            ),
        )}
        {children}
      </Section>
    </>
  );
}
