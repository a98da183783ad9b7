/**
 * Somebody who is not known on this device so far.
 * @module
 */
import { useTexts } from '../../shell/i18n.ts';
import { Page } from '../../ui/page.tsx';
import { LoginForm } from './login-form.tsx';
import { NewcomerWays } from './newcomer-ways.tsx';

export default function OtherPage() {
  const t = useTexts('login');
  return (
    <Page title={t('title')} back={{ to: '/anmelden', label: t('back') }} isNarrow>
      <LoginForm />
      <NewcomerWays />
    </Page>
  );
}
