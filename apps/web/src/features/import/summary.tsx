/**
 * What would be made, what would not, and the button that does it.
 * @module
 */
import type { Plan } from '@obhut/intake/plan.ts';
import { FailureNotice } from '../../shell/failure.tsx';
import { useTexts } from '../../shell/i18n.ts';
import { useCommand } from '../../shell/use-command.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { List, Row } from '../../ui/card.tsx';
import { Hint } from '../../ui/notice.tsx';
import { Section } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useUnderWay } from './under-way.tsx';
import type { ImportWork, WorkState } from './work.ts';

interface SummaryProps {
  work: ImportWork;
  state: WorkState;
  carryOut: (plan: Plan) => Promise<void>;
}

export function SummaryStep({ work, state, carryOut }: SummaryProps) {
  const t = useTexts('import');
  const { run, isRunning, failure } = useCommand();
  const underWay = useUnderWay();
  const { overview, progress } = state;
  if (overview === null) return <Skeleton label={t('reading')} rows={4} />;
  const { counts, summary, groups } = overview;
  const { steps } = summary;
  const made = [
    { key: 'groups', count: steps.group, text: t('makeGroups', { count: steps.group }) },
    { key: 'new', count: counts.isNew, text: t('makeWards', { count: counts.isNew }) },
    { key: 'changed', count: counts.changed, text: t('changeWards', { count: counts.changed }) },
    { key: 'flags', count: steps.flag, text: t('makeFlags', { count: steps.flag }) },
    { key: 'letters', count: steps.letter, text: t('makeLetters', { count: steps.letter }) },
  ].filter(({ count }) => count > 0);
  const left = [
    { key: 'out', count: counts.out, text: t('leftLines', { count: counts.out }) },
    { key: 'waiting', count: summary.waiting, text: t('leftWaiting', { count: summary.waiting }) },
    { key: 'open', count: summary.lettersOpen, text: t('leftLettersOpen', { count: summary.lettersOpen }) },
    { key: 'ban', count: summary.lettersBanned, text: t('leftLettersBanned', { count: summary.lettersBanned }) },
    { key: 'flagged', count: summary.flagged, text: t('leftFlagged', { count: summary.flagged }) },
    { key: 'missing', count: counts.missing, text: t('leftMissing', { count: counts.missing }) },
    { key: 'same', count: counts.unchanged, text: t('leftUnchanged', { count: counts.unchanged }) },
  ].filter(({ count }) => count > 0);
  const fresh = groups.filter(({ isKnown }) => !isKnown).map(({ name }) => name);
  const start = async () => {
    const { isDone } = await run(async () => carryOut(await work.plan()));
    if (isDone) work.go('done');
  };
  return (
    <>
      <Section title={t('willBeMade')}>
        <List label={t('willBeMade')}>
          {made.map(({ key, text }) => (
            <Row key={key} title={text} {...(key === 'groups' ? { under: fresh.join(' · ') } : {})} />
          ))}
          {made.length === 0 && <Row title={t('nothingToMake')} />}
        </List>
      </Section>
      {left.length > 0 && (
        <Section title={t('willNot')}>
          <List label={t('willNot')}>
            {left.map(({ key, text }) => (
              <Row key={key} title={text} isStrong={false} />
            ))}
          </List>
        </Section>
      )}
      <Hint>{t('nothingSent')}</Hint>
      <FailureNotice failure={failure} />
      <ButtonRow>
        <Button onPress={() => work.go('questions')} isDisabled={isRunning}>
          {t('back')}
        </Button>
        <Button
          kind="primary"
          isBusy={isRunning}
          isDisabled={made.length === 0 || progress !== null || (underWay !== null && !isRunning)}
          onPress={() => void start()}
        >
          {isRunning ? t('making') : t('make')}
        </Button>
      </ButtonRow>
    </>
  );
}
