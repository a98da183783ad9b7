/**
 * On one's own device: the code of the group's tablet, then the digits that it shows. Then one chooses a PIN there.
 * @module
 */
import { directory, people } from '@obhut/domain/people.ts';
import { useState } from 'react';
import { CodeAndDigits } from '../../shell/code-and-digits.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useBySpace, useClient, useInstitution } from '../../shell/use-client.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Hint } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';

export default function HandPage() {
  const t = useTexts('tablet');
  const client = useClient();
  const { me, spaces } = useInstitution();
  const name = directory(useBySpace(people), spaces).get(me)?.name ?? t('unnamed');
  const [isDone, setDone] = useState(false);
  const texts = {
    code: t('code'),
    codeHint: t('codeHint'),
    missing: t('missing'),
    next: t('next'),
    waiting: t('waiting'),
    digits: t('tabletDigits'),
    digitsHint: t('tabletDigitsHint'),
    admit: t('hand'),
  };
  return (
    <Page title={t('handLink')} under={t('handIntro')} back={{ to: '/mehr', label: t('more') }} isNarrow>
      {isDone ? (
        <>
          <Hint>{t('handed')}</Hint>
          <div>
            <ButtonLink kind="primary" to="/">
              {t('done')}
            </ButtonLink>
          </div>
        </>
      ) : (
        <>
          <CodeAndDigits
            texts={texts}
            answer={(code) => client.answerTablet('tablet-pin', code)}
            isReady={() => client.isTabletReady()}
            admit={(digits) => client.handPersona(digits, name)}
            onDone={() => setDone(true)}
          />
          <Hint>{t('handWarning')}</Hint>
        </>
      )}
    </Page>
  );
}
