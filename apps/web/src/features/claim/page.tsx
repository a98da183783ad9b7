/**
 * With a letter in hand: type its code, read at once, choose an account.
 * @module
 */
import { useTexts } from '../../shell/i18n.ts';
import { readerOf, useSnapshot } from '../../shell/use-client.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { OpenForm } from './open-form.tsx';
import { Welcome } from './welcome.tsx';

function AlreadyIn({ login }: { login: string }) {
  const t = useTexts('claim');
  return (
    <Page title={t('alreadyTitle')} isNarrow>
      <p>{t('already', { login })}</p>
      <ButtonLink kind="primary" to="/">
        {t('home')}
      </ButtonLink>
    </Page>
  );
}

export default function ClaimPage() {
  const snapshot = useSnapshot();
  const reader = readerOf(snapshot);
  if (reader === 'letter') return <Welcome />;
  if (reader === 'visitor') return <OpenForm />;
  return <AlreadyIn login={snapshot.login ?? ''} />;
}
