/**
 * A device that nobody is signed in on becomes the tablet of a group: it shows a code to whoever leads.
 * @module
 */
import { useLocation } from 'wouter';
import { useTexts } from '../../shell/i18n.ts';
import { ShownCode } from '../../shell/shown-code.tsx';
import { useClient } from '../../shell/use-client.ts';
import { Hint } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';

export default function BecomePage() {
  const t = useTexts('tablet');
  const client = useClient();
  const [, navigate] = useLocation();
  const texts = {
    loading: t('loading'),
    steps: [t('become1'), t('become2'), t('become3')],
    qr: t('becomeQr'),
    digits: t('becomeDigits'),
    newCode: t('newCode'),
  };
  return (
    <Page title={t('become')} under={t('becomeIntro')} back={{ to: '/anmelden', label: t('back') }} isNarrow>
      <ShownCode
        texts={texts}
        path="/tablet-einrichten"
        apply={() => client.showTabletCode('tablet')}
        awaitIn={() => client.awaitTabletCode()}
        onIn={() => navigate('/', { replace: true })}
      />
      <Hint>{t('becomeHint')}</Hint>
    </Page>
  );
}
