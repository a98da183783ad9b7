/**
 * All wards that one may see, by group, found by name.
 * @module
 */
import { matchesName, type Ward } from '@obhut/domain/wards.ts';
import { Baby, FileSpreadsheet, Plus, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTexts } from '../../shell/i18n.ts';
import { useLeads } from '../../shell/use-leads.ts';
import { useYearGroups } from '../../shell/use-years.ts';
import { ButtonLink, ButtonRow } from '../../ui/button.tsx';
import { List, Row } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Field } from '../../ui/field.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { WardPicture } from './picture.tsx';
import { useWards } from './use-wards.ts';

function WardRow({ ward }: { ward: Ward }) {
  const t = useTexts('wards');
  return (
    <Row
      to={`/kinder/${ward.id}`}
      picture={<WardPicture ward={ward} />}
      title={ward.fields.name || t('nobody')}
      end={
        ward.fields.allergies !== '' && (
          <Chip tone="sun" icon={TriangleAlert}>
            {t('allergyMark')}
          </Chip>
        )
      }
    />
  );
}

export default function WardsPage() {
  const t = useTexts('wards');
  const all = useWards();
  const groups = useYearGroups();
  const mayAdd = useLeads();
  const [typed, setTyped] = useState('');
  const shown = all.filter(({ fields }) => matchesName(fields.name, typed));
  const of = (group: string | null) =>
    shown.filter(({ fields }) =>
      group === null ? !groups.some(({ id }) => id === fields.group) : fields.group === group,
    );
  const sections = [...groups.map(({ id, label }) => ({ id, name: label })), { id: null, name: t('noGroup') }];
  const create = mayAdd && (
    <ButtonLink kind="primary" to="/kinder/neu" icon={Plus}>
      {t('new')}
    </ButtonLink>
  );
  if (all.length === 0) {
    return (
      <Page title={t('title')}>
        <Empty
          icon={Baby}
          action={
            mayAdd && (
              <ButtonRow>
                <ButtonLink kind="primary" to="/einlesen" icon={FileSpreadsheet}>
                  {t('import')}
                </ButtonLink>
                <ButtonLink to="/kinder/neu" icon={Plus}>
                  {t('new')}
                </ButtonLink>
              </ButtonRow>
            )
          }
        >
          {mayAdd ? t('empty') : t('emptyTeam')}
        </Empty>
      </Page>
    );
  }
  return (
    <Page title={t('title')} actions={create}>
      <Field label={t('search')} value={typed} onChange={setTyped} autoComplete="off" />
      {shown.length === 0 && <p>{t('notFound')}</p>}
      {sections.map(({ id, name }) => {
        const wards = of(id);
        return wards.length === 0 ? null : (
          <Section key={id ?? ''} title={name}>
            <List label={name}>
              {wards.map((ward) => (
                <WardRow key={ward.id} ward={ward} />
              ))}
            </List>
          </Section>
        );
      })}
    </Page>
  );
}
