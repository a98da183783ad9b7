/**
 * For who is in several institutions: what waits in the others. On Heute, and where one finds them all.
 * @module
 */
import { BesideBadges } from '../../shell/beside.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { Section } from '../../ui/page.tsx';
import { Others } from './others.tsx';

export default function OtherInstitutions() {
  const t = useTexts('institutions');
  return (
    <BesideBadges
      render={(others) =>
        others.length > 0 && (
          <Section title={t('tile')}>
            <Others label={t('tile')} others={others} />
          </Section>
        )
      }
    />
  );
}
