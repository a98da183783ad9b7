/**
 * An address of an appointment that there is not, or not for whoever asks.
 * @module
 */
import { CalendarX } from 'lucide-react';
import { useTexts } from '../../shell/i18n.ts';
import { Empty } from '../../ui/empty.tsx';
import { Page } from '../../ui/page.tsx';

export function Gone() {
  const t = useTexts('appointments');
  return (
    <Page title={t('title')} back={{ to: '/kalender', label: t('title') }}>
      <Empty icon={CalendarX}>{t('gone')}</Empty>
    </Page>
  );
}
