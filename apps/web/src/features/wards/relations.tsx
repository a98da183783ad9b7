/**
 * Who belongs to a ward, with which rights.
 * @module
 */
import { contactOf, contacts } from '@obhut/domain/contacts.ts';
import { flagAgainst, guardianshipsOf, type GuardianRight } from '@obhut/domain/guardianships.ts';
import type { Ward } from '@obhut/domain/wards.ts';
import { Mail, ShieldAlert, UserPlus } from 'lucide-react';
import { useTexts } from '../../shell/i18n.ts';
import { useBySpace } from '../../shell/use-client.ts';
import { useLeads } from '../../shell/use-leads.ts';
import { ButtonLink, ButtonRow } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Face } from '../../ui/face.tsx';
import { Section } from '../../ui/page.tsx';
import { useGuardians, useRelations } from './use-wards.ts';
import styles from './wards.module.css';

export function useRightNames(): Readonly<Record<GuardianRight, string>> {
  const t = useTexts('wards');
  return {
    custody: t('custody'),
    maySee: t('maySee'),
    mayDecide: t('mayDecide'),
    mayCollect: t('mayCollect'),
    inEmergency: t('inEmergency'),
  };
}

export function Relations({ ward }: { ward: Ward }) {
  const t = useTexts('wards');
  const names = useRightNames();
  const guardians = useGuardians();
  const reach = useBySpace(contacts);
  const mayRelate = useLeads();
  const { stated, protection } = useRelations(ward);
  const all = guardianshipsOf(stated);
  return (
    <Section title={t('guardians')}>
      {all.length === 0 ? (
        <Card>
          <p>{t('noGuardians')}</p>
        </Card>
      ) : (
        <ul className={styles['people']} aria-label={t('guardians')}>
          {all.map(({ guardian, relation, rights }) => {
            const name = guardians.get(guardian)?.name ?? t('nobody');
            const { phone } = contactOf(reach, guardian);
            const texts = [relation, ...rights.map((right) => names[right]), phone].filter((text) => text !== '');
            return (
              <li key={guardian}>
                <Card>
                  <div className={styles['person']}>
                    <Face name={name} id={guardian} />
                    <h3>{name}</h3>
                    {flagAgainst(protection, guardian, name) !== null && (
                      <Chip tone="late" icon={ShieldAlert}>
                        {t('flag')}
                      </Chip>
                    )}
                    {!rights.includes('mayCollect') && <Chip tone="late">{t('notCollect')}</Chip>}
                  </div>
                  <p className={styles['text']}>{texts.join(' · ')}</p>
                  {mayRelate && (
                    <ButtonLink to={`/kinder/${ward.id}/bezug/${guardian}`}>{t('relationEdit', { name })}</ButtonLink>
                  )}
                </Card>
              </li>
            );
          })}
        </ul>
      )}
      {mayRelate && (
        <ButtonRow>
          <ButtonLink to={`/kinder/${ward.id}/bezug`} icon={UserPlus}>
            {t('relate')}
          </ButtonLink>
          <ButtonLink to={`/briefe/neu?kind=${ward.id}`} icon={Mail}>
            {t('letter')}
          </ButtonLink>
        </ButtonRow>
      )}
    </Section>
  );
}
