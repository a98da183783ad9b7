/**
 * Somebody has phoned: for whom?
 * @module
 */
import { matchesName } from '@obhut/domain/wards.ts';
import { Baby } from 'lucide-react';
import { useState } from 'react';
import { useTexts } from '../../shell/i18n.ts';
import { List, Row } from '../../ui/card.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Field } from '../../ui/field.tsx';
import { Page } from '../../ui/page.tsx';
import { WardFace } from '../../ui/ward-face.tsx';
import { useWardsOfDay } from './use-absences.ts';

export default function ChooseWardPage() {
  const t = useTexts('absences');
  const all = useWardsOfDay();
  const [typed, setTyped] = useState('');
  const shown = all.filter(({ ward }) => matchesName(ward.fields.name, typed));
  return (
    <Page title={t('recordFor')} back={{ to: '/', label: t('back') }} isNarrow>
      {all.length === 0 ? (
        <Empty icon={Baby}>{t('noWards')}</Empty>
      ) : (
        <>
          <Field label={t('search')} value={typed} onChange={setTyped} autoComplete="off" />
          {shown.length === 0 ? (
            <p>{t('notFound')}</p>
          ) : (
            <List label={t('wards')}>
              {shown.map(({ ward, group }) => (
                <Row
                  key={ward.id}
                  to={`/abwesend/${ward.id}`}
                  picture={<WardFace id={ward.id} name={ward.fields.name} sign={ward.fields.sign} />}
                  title={ward.fields.name || t('nobody')}
                  under={group?.name}
                />
              ))}
            </List>
          )}
        </>
      )}
    </Page>
  );
}
