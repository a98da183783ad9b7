/**
 * A device that nobody is signed in on, beside one where somebody is: it shows a code, then twelve digits, and is in.
 * @module
 */
import { useLocation } from 'wouter';
import { useTexts } from '../../shell/i18n.ts';
import { ShownCode } from '../../shell/shown-code.tsx';
import { useClient } from '../../shell/use-client.ts';
import { Page } from '../../ui/page.tsx';

export default function NewDevicePage() {
  const t = useTexts('access');
  const client = useClient();
  const [, navigate] = useLocation();
  const texts = {
    loading: t('loading'),
    steps: [t('applyStep1'), t('applyStep2')],
    qr: t('qrLabel'),
    digits: t('digitsShown'),
    newCode: t('newCode'),
  };
  return (
    <Page title={t('newDevice')} under={t('newDeviceIntro')} back={{ to: '/anmelden', label: t('back') }} isNarrow>
      <ShownCode
        texts={texts}
        path="/geraet"
        apply={() => client.applyForPairing()}
        awaitIn={() => client.awaitPairing()}
        onIn={() => navigate('/', { replace: true })}
      />
    </Page>
  );
}
