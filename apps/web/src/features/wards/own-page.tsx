/**
 * A guardian's own wards, and how they themselves can be reached.
 * @module
 */
import { contactOf, contacts } from '@obhut/domain/contacts.ts';
import { Baby, Pencil } from 'lucide-react';
import { useTexts } from '../../shell/i18n.ts';
import { useBySpace, useInstitution } from '../../shell/use-client.ts';
import { ButtonLink, ButtonRow } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { WardFacts } from './facts.tsx';
import { useWards } from './use-wards.ts';
import styles from './wards.module.css';

export default function OwnWardsPage() {
  const t = useTexts('wards');
  const { me, spaces } = useInstitution();
  // Whoever helps in a day team reads the day of its wards; these are not their own.
  const isMine = (id: string | undefined) => spaces.some((space) => space.id === id && space.personas.includes(me));
  const wards = useWards().filter((ward) => isMine(ward.spaces['ward/day']) || isMine(ward.spaces.ward));
  const { phone, address } = contactOf(useBySpace(contacts), me);
  return (
    <Page title={t('ownTitle')} isNarrow>
      {wards.length === 0 && <Empty icon={Baby}>{t('ownEmpty')}</Empty>}
      {wards.map((ward) => (
        <Section key={ward.id} title={ward.fields.name || t('nobody')}>
          <WardFacts ward={ward} />
          <p>{t('ownCorrect')}</p>
        </Section>
      ))}
      <Section title={t('contact')}>
        <Card>
          <dl className={styles['facts']}>
            <div>
              <dt>{t('phone')}</dt>
              <dd>{phone || t('notNoted')}</dd>
            </div>
            <div>
              <dt>{t('address')}</dt>
              <dd className={styles['text']}>{address || t('notNoted')}</dd>
            </div>
          </dl>
        </Card>
        <ButtonRow>
          <ButtonLink to="/kind/kontakt" icon={Pencil}>
            {t('contactEdit')}
          </ButtonLink>
        </ButtonRow>
      </Section>
    </Page>
  );
}
