/**
 * Counts the messages that one has not looked at.
 * @module
 */
import type { BadgeProps } from '../../shell/feature.ts';
import { useTexts } from '../../shell/i18n.ts';
import { useInstitution } from '../../shell/use-client.ts';
import { useTalks } from './use-talks.ts';

export default function Badge({ render }: BadgeProps) {
  const t = useTexts('conversations');
  const { standing } = useInstitution();
  const number = useTalks().reduce((sum, { unread }) => sum + unread, 0);
  // Who only reads along has nothing to do here.
  return render(number === 0 || standing === 'carrier' ? null : { number, label: t('badge', { count: number }) });
}
