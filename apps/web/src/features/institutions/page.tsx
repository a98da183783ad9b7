/**
 * The institutions of one's account, and the way to another.
 * @module
 */
import { institution, nameAndKind } from '@obhut/domain/institution.ts';
import { Building2, MailOpen } from 'lucide-react';
import { useTexts } from '../../shell/i18n.ts';
import { useModel } from '../../shell/use-client.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Card, List, Row } from '../../ui/card.tsx';
import { Page, Section } from '../../ui/page.tsx';
import styles from './institutions.module.css';
import { Others } from './others.tsx';

export default function InstitutionsPage() {
  const t = useTexts('institutions');
  const name = useModel(institution, nameAndKind)?.name ?? t('unnamed');
  return (
    <Page title={t('title')} isNarrow>
      <Section title={t('inFront')}>
        <List label={t('inFront')}>
          <Row picture={<Building2 className={styles['icon']} aria-hidden />} title={name} />
        </List>
      </Section>
      <Others />
      <Section title={t('more')}>
        <Card>
          <p>{t('moreText')}</p>
          <ButtonLink icon={MailOpen} to="/brief">
            {t('letter')}
          </ButtonLink>
        </Card>
      </Section>
    </Page>
  );
}
