/**
 * One group: who is in it, and what the features know of it.
 * @module
 */
import { allGroups, groups } from '@obhut/domain/groups.ts';
import { UserX } from 'lucide-react';
import { Suspense } from 'react';
import { useParams } from 'wouter';
import { useTexts } from '../../shell/i18n.ts';
import { groupPartsFor } from '../../shell/slots.tsx';
import { readerOf, useModel, useSnapshot } from '../../shell/use-client.ts';
import { List, Row } from '../../ui/card.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Page } from '../../ui/page.tsx';
import { Sign } from '../../ui/sign.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useMembers } from './use-members.ts';

export default function GroupPage() {
  const t = useTexts('groups');
  const { id = '' } = useParams();
  const group = useModel(groups, allGroups).find((one) => one.id === id);
  const members = useMembers();
  const reader = readerOf(useSnapshot());
  const back = { to: '/gruppen', label: t('back') };
  if (group === undefined) {
    return (
      <Page title={t('title')} back={back}>
        <Empty icon={UserX}>{t('gone')}</Empty>
      </Page>
    );
  }
  const { name, colour, sign } = group;
  return (
    <Page title={name} back={back}>
      <List label={t('families')}>
        <Row picture={<Sign sign={sign} colour={colour} name={name} />} title={t('families')} under={members(id)} />
      </List>
      <Suspense fallback={<Skeleton label={t('loading')} />}>
        {groupPartsFor(reader).map(({ order, Part }) => (
          <Part key={order} group={id} />
        ))}
      </Suspense>
    </Page>
  );
}
