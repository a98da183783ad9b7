/**
 * What it means for those who go.
 * @module
 */
import { useTexts } from '../../shell/i18n.ts';
import { Hint } from '../../ui/notice.tsx';
import { useColleagues } from './use-groups.ts';

export function GoneHint({ people }: { people: readonly string[] }) {
  const t = useTexts('team');
  const { called } = useColleagues();
  if (people.length === 0) return null;
  const names = called(people).map(({ name }) => name);
  return <Hint>{t('staffLose', { names: names.join(', ') })}</Hint>;
}
