/**
 * Somebody who is signed in admits another device of theirs: its code, then the twelve digits that it shows.
 * @module
 */
import { useState } from 'react';
import { CodeAndDigits } from '../../shell/code-and-digits.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useClient } from '../../shell/use-client.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Hint } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';

export default function AdmitPage() {
  const t = useTexts('access');
  const client = useClient();
  const [isDone, setDone] = useState(false);
  const texts = {
    code: t('pairingCode'),
    codeHint: t('pairingCodeHint'),
    missing: t('missing'),
    next: t('next'),
    waiting: t('pairing'),
    digits: t('digits'),
    digitsHint: t('digitsHint'),
    admit: t('admit'),
  };
  return (
    <Page title={t('admitTitle')} under={t('admitIntro')} back={{ to: '/anmeldung', label: t('back') }} isNarrow>
      {isDone ? (
        <>
          <Hint>{t('admitted')}</Hint>
          <ButtonLink kind="primary" to="/">
            {t('home')}
          </ButtonLink>
        </>
      ) : (
        <>
          <CodeAndDigits
            texts={texts}
            answer={(code) => client.answerPairing(code)}
            isReady={() => client.isPairingReady()}
            admit={(digits) => client.admitPaired(digits)}
            onDone={() => setDone(true)}
          />
          <Hint>{t('admitWarning')}</Hint>
        </>
      )}
    </Page>
  );
}
