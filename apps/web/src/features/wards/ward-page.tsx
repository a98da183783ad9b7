/**
 * One ward: data, who belongs to it, and what is kept from whom.
 * @module
 */
import { UserX } from 'lucide-react';
import { useParams } from 'wouter';
import { useTexts } from '../../shell/i18n.ts';
import { useYearGroups } from '../../shell/use-years.ts';
import { ButtonLink, ButtonRow } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { WardFacts } from './facts.tsx';
import { Flags } from './flags.tsx';
import { NamedReaders } from './named-readers.tsx';
import { Relations } from './relations.tsx';
import { useRelations, useWard } from './use-wards.ts';

export default function WardPage() {
  const t = useTexts('wards');
  const { id = '' } = useParams();
  const ward = useWard(id);
  const group = useYearGroups().find((one) => one.id === ward?.fields.group);
  const { protection } = useRelations(ward);
  const back = { to: '/kinder', label: t('title') };
  if (ward === undefined) {
    return (
      <Page title={t('title')} back={back}>
        <Empty icon={UserX}>{t('gone')}</Empty>
      </Page>
    );
  }
  return (
    <Page title={ward.fields.name || t('nobody')} under={group?.label ?? t('noGroup')} back={back} isNarrow>
      <Section title={t('data')}>
        <WardFacts ward={ward} />
        <ButtonRow>
          <ButtonLink to={`/kinder/${id}/aendern`}>{t('edit')}</ButtonLink>
        </ButtonRow>
      </Section>
      <Relations ward={ward} />
      {ward.spaces['ward/sensitive'] !== undefined && (
        <Section title={t('sensitive')}>
          <NamedReaders ward={ward} tier="ward/sensitive" />
        </Section>
      )}
      {protection !== undefined && <Flags ward={ward} state={protection} />}
    </Page>
  );
}
