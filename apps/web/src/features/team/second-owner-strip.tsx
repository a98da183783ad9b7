/**
 * On every page, once a week has passed with one owner only.
 * @module
 */
import { useTexts } from '../../shell/i18n.ts';
import { useSnapshot } from '../../shell/use-client.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Strip } from '../../ui/notice.tsx';
import { isSecondOwnerOverdue } from './owners.ts';

export default function SecondOwnerStrip() {
  const t = useTexts('team');
  if (!isSecondOwnerOverdue(useSnapshot())) return null;
  return (
    <Strip tone="calm">
      {t('overdue')}
      <ButtonLink to="/team">{t('overdueDo')}</ButtonLink>
    </Strip>
  );
}
