/**
 * All groups, with who is in them.
 * @module
 */
import { Plus, Users } from 'lucide-react';
import { useTexts } from '../../shell/i18n.ts';
import { useYearGroups, useYearName, useYears, type YearGroup } from '../../shell/use-years.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { List, Row } from '../../ui/card.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { Sign } from '../../ui/sign.tsx';
import { useMembers } from './use-members.ts';

function Groups({ label, all }: { label: string; all: readonly YearGroup[] }) {
  const under = useMembers();
  return (
    <List label={label}>
      {all.map(({ id, name, colour, sign }) => (
        <Row
          key={id}
          picture={<Sign sign={sign} colour={colour} name={name} />}
          title={name}
          under={under(id)}
          to={`/gruppen/${id}`}
        />
      ))}
    </List>
  );
}

export default function GroupsPage() {
  const t = useTexts('groups');
  const all = useYearGroups();
  const nameOf = useYearName();
  const next = useYears().find(({ when }) => when === 'next');
  const ofNext = all.filter(({ isNext }) => isNext);
  const create = (
    <ButtonLink kind="primary" to="/gruppen/neu" icon={Plus}>
      {t('new')}
    </ButtonLink>
  );
  if (all.length === 0) {
    return (
      <Page title={t('title')}>
        <Empty icon={Users} action={create}>
          {t('empty')}
        </Empty>
      </Page>
    );
  }
  return (
    <Page title={t('title')} actions={create}>
      <Groups label={t('list')} all={all.filter(({ isNext }) => !isNext)} />
      {next !== undefined && ofNext.length > 0 && (
        <Section title={nameOf(next.from)}>
          <Groups label={nameOf(next.from)} all={ofNext} />
        </Section>
      )}
    </Page>
  );
}
