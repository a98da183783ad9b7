/**
 * Why a space has stopped, in one sentence that says what it means and what to do.
 * @module
 */
import { useTexts } from './i18n.ts';

export function useStopText(): (why: string) => string {
  const t = useTexts('shell');
  return (why) => {
    switch (why) {
      case 'rollback':
        return t('stopRollback');
      case 'fork':
        return t('stopFork');
      case 'withheld':
        return t('stopWithheld');
      case 'false-tombstone':
        return t('stopMissing');
      case 'day-ahead':
        return t('stopDay');
      case 'unknown-type':
        return t('stopUpdate');
      default:
        return t('alarmStopped');
    }
  };
}
