/**
 * The lines: those that stay out first, each with what is wrong, to be mended in place or left out.
 * @module
 */
import { useTexts } from '../../shell/i18n.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { List } from '../../ui/card.tsx';
import { Hint } from '../../ui/notice.tsx';
import { Section } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { DayOrders } from './day-orders.tsx';
import { Line } from './line.tsx';
import type { ImportWork, WorkState } from './work.ts';

export function Lines({ work, state }: { work: ImportWork; state: WorkState }) {
  const t = useTexts('import');
  const { overview, table, draft } = state;
  if (overview === null || table === null || draft === null) return <Skeleton label={t('reading')} rows={4} />;
  const { counts, lines, more } = overview;
  const out = lines.filter((line) => line.state === 'out');
  const others = lines.filter((line) => line.state !== 'out');
  const show = (all: typeof lines) =>
    all.map((line) => <Line key={line.line} line={line} work={work} table={table} draft={draft} />);
  return (
    <>
      <DayOrders work={work} state={state} />
      <Hint>
        <span>{t('counts', { taken: counts.in, out: counts.out, hints: counts.hints })}</span>
        {counts.blank + counts.skipped > 0 && (
          <span>{t('countsLeft', { blank: counts.blank, skipped: counts.skipped })}</span>
        )}
      </Hint>
      {out.length > 0 && (
        <Section title={t('linesOut')}>
          <List label={t('linesOut')}>{show(out)}</List>
        </Section>
      )}
      {others.length > 0 && (
        <Section title={t('linesIn')}>
          <List label={t('linesIn')}>{show(others)}</List>
        </Section>
      )}
      {more > 0 && <Button onPress={() => work.showMore()}>{t('more', { count: more })}</Button>}
      <ButtonRow>
        <Button onPress={() => work.go('columns')}>{t('back')}</Button>
        <Button kind="primary" isDisabled={counts.in === 0} onPress={() => work.go('questions')}>
          {t('next')}
        </Button>
      </ButtonRow>
    </>
  );
}
