/**
 * For those who have no account so far.
 * @module
 */
import { Building2, FileKey, MailOpen, TabletSmartphone } from 'lucide-react';
import { useTexts } from '../../shell/i18n.ts';
import { ButtonLink, ButtonRow } from '../../ui/button.tsx';
import { Section } from '../../ui/page.tsx';

export function NewcomerWays() {
  const t = useTexts('login');
  return (
    <Section title={t('otherWays')}>
      <ButtonRow>
        <ButtonLink to="/brief" icon={MailOpen}>
          {t('letter')}
        </ButtonLink>
        <ButtonLink to="/gruenden" icon={Building2}>
          {t('found')}
        </ButtonLink>
        <ButtonLink to="/mit-tresorblatt" icon={FileKey}>
          {t('kit')}
        </ButtonLink>
        <ButtonLink to="/gruppen-tablet" icon={TabletSmartphone}>
          {t('tablet')}
        </ButtonLink>
      </ButtonRow>
    </Section>
  );
}
