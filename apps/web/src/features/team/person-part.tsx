/**
 * In which groups one of the staff works, on their page.
 * @module
 */
import { colleagues } from '@obhut/domain/group-teams.ts';
import { UsersRound } from 'lucide-react';
import { useTexts } from '../../shell/i18n.ts';
import { useInstitution } from '../../shell/use-client.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Card, List, Row } from '../../ui/card.tsx';
import { Section } from '../../ui/page.tsx';
import { Sign } from '../../ui/sign.tsx';
import { useGroupsWithTeams, useMayStaff } from './use-groups.ts';

export default function PersonPart({ person }: { person: string }) {
  const t = useTexts('team');
  const all = useGroupsWithTeams();
  const { changes } = useMayStaff();
  const isColleague = colleagues(useInstitution().spaces).includes(person);
  if (!isColleague || all.length === 0) return null;
  const own = all.filter(({ staff }) => staff !== null);
  const theirs = all.filter(({ staff }) => staff === null || staff.includes(person));
  return (
    <Section title={t('worksTitle')}>
      {theirs.length === 0 ? (
        <Card>
          <p>{t('worksNowhere')}</p>
        </Card>
      ) : (
        <List label={t('worksTitle')}>
          {theirs.map(({ named: { id, name, colour, sign }, staff }) => (
            <Row
              key={id}
              picture={<Sign sign={sign} colour={colour} name={name} />}
              title={name}
              under={staff === null ? t('worksAsAll') : t('worksOwn')}
              to={`/gruppen/${id}`}
            />
          ))}
        </List>
      )}
      {changes && own.length > 0 && (
        <div>
          <ButtonLink to={`/team/gruppen/${person}`} icon={UsersRound}>
            {t('worksChange')}
          </ButtonLink>
        </div>
      )}
    </Section>
  );
}
