/**
 * The year that goes on, and how far the next one is prepared.
 * @module
 */
import { leaves, type Year } from '@obhut/domain/years.ts';
import { CalendarPlus, CalendarSync, Pencil, Plus, Users } from 'lucide-react';
import { useTexts } from '../../shell/i18n.ts';
import { leads } from '../../shell/leads.ts';
import { useSnapshot } from '../../shell/use-client.ts';
import { useYearName } from '../../shell/use-years.ts';
import { ButtonLink, ButtonRow } from '../../ui/button.tsx';
import { Card, List, Row } from '../../ui/card.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Hint } from '../../ui/notice.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { Sign } from '../../ui/sign.tsx';
import { useDateToday } from '../../ui/use-wall.ts';
import { dateText } from '../../ui/wall-text.ts';
import { Merge } from './merge.tsx';
import { useChange, useGroupsOf, useMovers } from './use-change.ts';
import { useTwin } from './use-twins.ts';

function Open() {
  const t = useTexts('years');
  return (
    <Section title={t('closeTitle')}>
      <Card>
        <p>{t('closeText')}</p>
        <ButtonRow>
          <ButtonLink kind="primary" to="/kita-jahr/abschliessen" icon={CalendarSync}>
            {t('close')}
          </ButtonLink>
        </ButtonRow>
      </Card>
    </Section>
  );
}

function Unprepared({ begins }: { begins: string }) {
  const t = useTexts('years');
  const today = useDateToday();
  return (
    <Empty
      icon={CalendarPlus}
      action={
        <ButtonLink kind="primary" to="/kita-jahr/vorbereiten" icon={CalendarPlus}>
          {t('open')}
        </ButtonLink>
      }
    >
      {t('unprepared', { date: dateText(begins, today) })}
    </Empty>
  );
}

function Prepared({ now, next }: { now: Year; next: Year }) {
  const t = useTexts('years');
  const today = useDateToday();
  const movers = useMovers(now, next);
  const groups = useGroupsOf(next);
  const count = (after: string) => movers.filter(({ before }) => before === after).length;
  const left = movers.filter(({ ward, before }) => ward !== null && before === leaves).length;
  const open = count('');
  return (
    <>
      <p>{t('begins', { date: dateText(next.from, today) })}</p>
      <List label={t('groups')}>
        {groups.map(({ id, name: group, colour, sign }) => (
          <Row
            key={id}
            to={`/gruppen/${id}`}
            picture={<Sign sign={sign} colour={colour} name={group} />}
            title={group}
            under={t('places', { count: count(id) })}
          />
        ))}
      </List>
      <Card>
        <p>
          {t('undecided', { count: open })} {t('leaving', { count: left })}
        </p>
        <ButtonRow>
          <ButtonLink kind={open > 0 ? 'primary' : 'plain'} to="/kita-jahr/einteilen" icon={Users}>
            {t('assign')}
          </ButtonLink>
          <ButtonLink to={`/gruppen/neu?jahr=${next.everyone}`} icon={Plus}>
            {t('newGroup')}
          </ButtonLink>
          <ButtonLink to="/kita-jahr/vorbereiten" icon={Pencil}>
            {t('changeDate')}
          </ButtonLink>
        </ButtonRow>
      </Card>
      <Hint>{t('alreadyReads')}</Hint>
    </>
  );
}

export default function YearPage() {
  const t = useTexts('years');
  const change = useChange();
  const nameOf = useYearName();
  const today = useDateToday();
  const mayChange = leads(useSnapshot());
  const { now, next, open, begins } = change;
  const twice = useTwin();
  const back = { to: '/mehr', label: t('back') };
  const since =
    now === undefined || now.from === '' ? t('sinceFounding') : t('since', { date: dateText(now.from, today) });
  const title = now === undefined || now.from === '' ? t('title') : nameOf(now.from);
  if (!mayChange) {
    return (
      <Page title={title} back={back}>
        <Hint>{t('leadershipChanges')}</Hint>
      </Page>
    );
  }
  return (
    <Page title={title} under={since} back={back}>
      {open.length > 0 && <Open />}
      {twice !== null && <Merge year={twice} />}
      {now !== undefined && next !== undefined ? (
        <Section title={nameOf(next.from)}>
          <Prepared now={now} next={next} />
        </Section>
      ) : (
        <Section title={t('nextTitle')}>
          {begins === null ? <Hint>{t('noYears')}</Hint> : <Unprepared begins={begins} />}
        </Section>
      )}
    </Page>
  );
}
