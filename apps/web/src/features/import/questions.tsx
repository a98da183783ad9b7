/**
 * What somebody has to decide before letters are prepared: bans first.
 * @module
 */
import type { Answer } from '@obhut/intake/proposals.ts';
import type { QuestionView } from '@obhut/intake/question-view.ts';
import { useTexts } from '../../shell/i18n.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { Card, List, Row } from '../../ui/card.tsx';
import { Hint } from '../../ui/notice.tsx';
import { Section } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { BanQuestion } from './ban-question.tsx';
import { OtherQuestion } from './other-question.tsx';
import { nameOf, useAnswerText } from './sentences.ts';
import type { ImportWork, WorkState } from './work.ts';

/** One decides one after the other; so many stand there at once. */
const mostShown = 5;

export function Questions({ work, state }: { work: ImportWork; state: WorkState }) {
  const t = useTexts('import');
  const answerText = useAnswerText();
  const { overview, draft } = state;
  if (overview === null || draft === null) return <Skeleton label={t('reading')} rows={4} />;
  const { answers } = draft;
  const answer = (id: string, given: Answer) => work.change({ answers: new Map(answers).set(id, given) });
  const forget = (id: string) => work.change({ answers: new Map([...answers].filter(([each]) => each !== id)) });
  const open = overview.questions.filter(({ isAnswered }) => !isAnswered);
  const answered = overview.questions.filter(({ isAnswered }) => isAnswered);
  const asked = (view: QuestionView) => {
    const give = (given: Answer) => answer(view.question.id, given);
    return (
      <Card key={view.question.id}>
        {view.question.kind === 'ban' ? (
          <BanQuestion view={view} question={view.question} onAnswer={give} />
        ) : (
          <OtherQuestion view={view} question={view.question} onAnswer={give} />
        )}
      </Card>
    );
  };
  return (
    <>
      <Hint>{overview.questions.length === 0 ? t('noQuestions') : t('questionsHint', { count: open.length })}</Hint>
      {open.slice(0, mostShown).map(asked)}
      {answered.length > 0 && (
        <Section title={t('answered', { count: answered.length })}>
          <List label={t('answered', { count: answered.length })}>
            {answered.map((view) => (
              <Row
                key={view.question.id}
                title={view.wards.map(nameOf).join(' · ')}
                under={answerText(answers.get(view.question.id))}
                end={
                  <Button kind="quiet" onPress={() => forget(view.question.id)}>
                    {t('changeAnswer')}
                  </Button>
                }
              />
            ))}
          </List>
        </Section>
      )}
      <ButtonRow>
        <Button onPress={() => work.go('lines')}>{t('back')}</Button>
        <Button kind="primary" onPress={() => work.go('summary')}>
          {open.length === 0 ? t('next') : t('nextOpen', { count: open.length })}
        </Button>
      </ButtonRow>
    </>
  );
}
