/**
 * For who helps in a day team: where, and until when.
 * @module
 */
import { useTexts } from '../../shell/i18n.ts';
import { useInstitution } from '../../shell/use-client.ts';
import { List, Row } from '../../ui/card.tsx';
import { dayText } from '../../ui/dates.ts';
import { Sign } from '../../ui/sign.tsx';
import { useDayTeams } from './use-day-teams.ts';

export default function HelperTile() {
  const t = useTexts('day-team');
  const { me } = useInstitution();
  const mine = useDayTeams().flatMap(({ team, helpers }) =>
    helpers.flatMap(({ id, until }) => (id === me ? [{ team, until }] : [])),
  );
  if (mine.length === 0) return null;
  return (
    <List label={t('helping')}>
      {mine.map(({ team: { id, name, colour, sign }, until }) => (
        <Row
          key={id}
          picture={<Sign sign={sign} colour={colour} name={name} />}
          title={t('helpingIn', { name })}
          under={t('until', { day: dayText(until) })}
        />
      ))}
    </List>
  );
}
