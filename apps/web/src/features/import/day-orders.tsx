/**
 * Which of two numbers is the day: asked of each column that does not say it itself.
 * @module
 */
import type { DayOrder } from '@obhut/intake/values/days.ts';
import { useTexts } from '../../shell/i18n.ts';
import { Card } from '../../ui/card.tsx';
import { OneOf } from '../../ui/choice.tsx';
import type { ImportWork, WorkState } from './work.ts';

export function DayOrders({ work, state }: { work: ImportWork; state: WorkState }) {
  const t = useTexts('import');
  const { overview, table, draft } = state;
  if (overview === null || table === null || draft === null) return null;
  const { mapping } = draft;
  const choose = (name: string, order: DayOrder) =>
    work.change({ mapping: { ...mapping, dayOrders: { ...mapping.dayOrders, [name]: order } } });
  return overview.orders.map(({ column, examples }) => {
    const name = table.columns[column]?.name ?? '';
    return (
      <Card key={name}>
        <OneOf<DayOrder>
          label={t('dayOrder', { column: name, examples: examples.join(' · ') })}
          value={null}
          onChange={(order) => choose(name, order)}
          options={[
            { value: 'day-first', label: t('dayFirst'), note: t('dayFirstNote') },
            { value: 'month-first', label: t('monthFirst'), note: t('monthFirstNote') },
          ]}
        />
      </Card>
    );
  });
}
