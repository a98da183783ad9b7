/**
 * On every page: somebody is using the sheet from the safe, for whoever may approve; there is none that holds, for owners.
 * @module
 */
import { useLocation } from 'wouter';
import { useTexts } from '../../shell/i18n.ts';
import { useSnapshot } from '../../shell/use-client.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { dayText } from '../../ui/dates.ts';
import { Strip } from '../../ui/notice.tsx';
import { isOwner, mayApprove } from './is-owner.ts';

const answerPath = '/tresorblatt/anfrage';

export default function KitStrip() {
  const t = useTexts('kit');
  const [location] = useLocation();
  const snapshot = useSnapshot();
  const { institution, isKitDue, caughtUp } = snapshot;
  if (institution === null || !mayApprove(snapshot)) return null;
  const { recovery, hasKit } = institution;
  if (recovery !== null) {
    return location === answerPath ? null : (
      <Strip tone="calm">
        {t('stripAsked', { date: dayText(recovery.since) })}
        <ButtonLink to={answerPath}>{t('stripLook')}</ButtonLink>
      </Strip>
    );
  }
  if (hasKit || isKitDue || !caughtUp || !isOwner(snapshot)) return null;
  return (
    <Strip tone="calm">
      {t('stripNone')}
      <ButtonLink to="/tresorblatt/neu">{t('newTitle')}</ButtonLink>
    </Strip>
  );
}
