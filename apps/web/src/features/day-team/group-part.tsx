/**
 * The day team on the page of its group.
 * @module
 */
import { allGroups, groups } from '@obhut/domain/groups.ts';
import { Tablet as TabletIcon, UserPlus, Users } from 'lucide-react';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { newId } from '../../shell/new-id.ts';
import { useClient, useInstitution, useModel } from '../../shell/use-client.ts';
import { useCommand } from '../../shell/use-command.ts';
import { useAllWards } from '../../shell/use-years.ts';
import { useYears } from '../../shell/use-years.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Card, List, Row } from '../../ui/card.tsx';
import { byName, dayText } from '../../ui/dates.ts';
import { Face } from '../../ui/face.tsx';
import { Section } from '../../ui/page.tsx';
import styles from './day-team.module.css';
import { EndMember } from './end-member.tsx';
import { Matching } from './matching.tsx';
import { useDayTeams, type DayTeamNow } from './use-day-teams.ts';

/** An owner makes it; others are told who does. */
function Without({ group }: { group: string }) {
  const t = useTexts('day-team');
  const client = useClient();
  const { spaces } = useInstitution();
  const named = useModel(groups, allGroups).find(({ id }) => id === group);
  const { run, isRunning, failure } = useCommand();
  const isOwner = spaces.some(({ kind, role }) => kind === 'leadership' && role === 'owner');
  const known = useAllWards();
  const make = () => {
    if (named === undefined) return;
    const { name, colour, sign } = named;
    const body = { group, name, colour, sign };
    const days = known.flatMap((ward) => (ward.fields.group === group ? (ward.spaces['ward/day'] ?? []) : []));
    void run(async () => {
      const day = await client.createDayTeam([{ type: 'day-team/named@1', body, expiry: 0, notify: 'none' }]);
      const steps = days.map((space) => ({ do: 'join' as const, space: { space }, day: { space: day } }));
      if (steps.length > 0) await client.perform({ id: newId(), steps });
    });
  };
  return (
    <Section title={t('title')}>
      <Card>
        <div className={styles['stack']}>
          <p>{t('intro')}</p>
          <FailureNotice failure={failure} />
          {isOwner ? (
            <Button kind="primary" icon={Users} isBusy={isRunning} onPress={make}>
              {t('make')}
            </Button>
          ) : (
            <p className={styles['quiet']}>{t('askOwner')}</p>
          )}
        </div>
      </Card>
    </Section>
  );
}

function Tablets({ now: { team, tablets, isLed } }: { now: DayTeamNow }) {
  const t = useTexts('day-team');
  return (
    <Section title={t('tablets')}>
      {tablets.length === 0 ? (
        <p className={styles['quiet']}>{t('noTablet')}</p>
      ) : (
        <List label={t('tablets')}>
          {tablets.toSorted(byName(({ name }) => name)).map(({ id, name }) => (
            <Row
              key={id}
              picture={<TabletIcon className={styles['icon']} aria-hidden />}
              title={name}
              under={t('tabletNote')}
              end={isLed && <EndMember day={team.id} member={id} name={name} text={t('endTablet')} />}
            />
          ))}
        </List>
      )}
      {isLed && (
        <div>
          <ButtonLink to={`/tablet-einrichten/${team.id}`} icon={TabletIcon}>
            {t('setUp')}
          </ButtonLink>
        </div>
      )}
    </Section>
  );
}

function Helpers({ now: { team, helpers, isLed } }: { now: DayTeamNow }) {
  const t = useTexts('day-team');
  return (
    <Section title={t('helpers')}>
      {helpers.length === 0 ? (
        <p className={styles['quiet']}>{t('noHelper')}</p>
      ) : (
        <List label={t('helpers')}>
          {helpers.toSorted(byName(({ name }) => name)).map(({ id, name, until }) => (
            <Row
              key={id}
              picture={<Face name={name} id={id} />}
              title={name}
              under={t('until', { day: dayText(until) })}
              end={isLed && <EndMember day={team.id} member={id} name={name} text={t('endHelper', { name })} />}
            />
          ))}
        </List>
      )}
      {isLed && (
        <div>
          <ButtonLink to={`/tagesteam/${team.id}/vertretung`} icon={UserPlus}>
            {t('addHelper')}
          </ButtonLink>
        </div>
      )}
    </Section>
  );
}

export default function GroupPart({ group }: { group: string }) {
  // A group that goes on from one of the year before has its day team, until that one says so itself.
  const before = useYears()
    .find(({ groups: own }) => own.includes(group))
    ?.continued.get(group);
  const all = useDayTeams();
  const now =
    all.find(({ team }) => team.group === group) ??
    all.find(({ team }) => before !== undefined && team.group === before);
  if (now === undefined) return <Without group={group} />;
  return (
    <>
      <Matching team={now.team} />
      <Tablets now={now} />
      <Helpers now={now} />
    </>
  );
}
