/**
 * All groups, with who is in them.
 * @module
 */
import { allGroups, groups } from '@obhut/domain/groups.ts';
import { Plus, Users } from 'lucide-react';
import { useTexts } from '../../shell/i18n.ts';
import { useModel } from '../../shell/use-client.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { List, Row } from '../../ui/card.tsx';
import { byName } from '../../ui/dates.ts';
import { Empty } from '../../ui/empty.tsx';
import { Page } from '../../ui/page.tsx';
import { Sign } from '../../ui/sign.tsx';
import { useMembers } from './use-members.ts';

export default function GroupsPage() {
  const t = useTexts('groups');
  const under = useMembers();
  const all = useModel(groups, allGroups).toSorted(byName(({ name }) => name));
  const create = (
    <ButtonLink kind="primary" to="/gruppen/neu" icon={Plus}>
      {t('new')}
    </ButtonLink>
  );
  return (
    <Page title={t('title')} actions={all.length > 0 && create}>
      {all.length === 0 ? (
        <Empty icon={Users} action={create}>
          {t('empty')}
        </Empty>
      ) : (
        <List label={t('list')}>
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
      )}
    </Page>
  );
}
