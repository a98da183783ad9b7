/**
 * Questions with two or a few answers: is that one child or two, one person or two, who of those that there are, one more guardian.
 * @module
 */
import type { Answer, Question } from '@obhut/intake/proposals.ts';
import type { QuestionView } from '@obhut/intake/question-view.ts';
import { useTexts } from '../../shell/i18n.ts';
import { OneOf, type Option } from '../../ui/choice.tsx';
import styles from './import.module.css';
import { nameOf, useValueLabel } from './sentences.ts';

interface Choice {
  title: string;
  note: string;
  options: readonly Option[];
  answerOf: (value: string) => Answer;
}

type Asked = Exclude<Question, { kind: 'ban' }>;

function useChoice(view: QuestionView, question: Asked): Choice {
  const t = useTexts('import');
  const valueLabel = useValueLabel();
  const [ward] = view.wards;
  const [person] = view.people;
  const name = ward === undefined ? '' : nameOf(ward);
  const who = person === undefined ? '' : nameOf(person);
  const all = view.wards.map(nameOf).join(', ');
  const lines = [...new Set(view.wards.flatMap((each) => each.lines))].join(', ');
  if (question.kind === 'same-ward') {
    const fields = view.differences.map(valueLabel).join(', ');
    return {
      title: t('sameWard', { name }),
      note: fields === '' ? t('sameWardNoDay', { lines }) : t('sameWardNote', { lines, fields }),
      options: [
        { value: 'yes', label: t('oneWard'), note: t('oneWardNote') },
        { value: 'no', label: t('twoWards') },
      ],
      answerOf: (value) => ({ kind: 'same-ward', isSame: value === 'yes' }),
    };
  }
  if (question.kind === 'same-person')
    return {
      title: t('samePerson', { name: who }),
      note: t('samePersonNote', { wards: all }),
      options: [
        { value: 'yes', label: t('onePerson'), note: t('onePersonNote') },
        { value: 'no', label: t('twoPeople'), note: t('twoPeopleNote') },
      ],
      answerOf: (value) => ({ kind: 'same-person', isSame: value === 'yes' }),
    };
  if (question.kind === 'new-guardian')
    return {
      title: t('newGuardian', { name: who, ward: name }),
      note: t('newGuardianNote'),
      options: [
        { value: 'no', label: t('notAdded') },
        { value: 'yes', label: t('added') },
      ],
      answerOf: (value) => ({ kind: 'new-guardian', isAdded: value === 'yes' }),
    };
  return {
    title: t('whichKnown', { name }),
    note: t('whichKnownNote', { lines }),
    options: [
      ...view.known.map((each) => ({
        value: each.id,
        label: nameOf(each),
        ...(each.born === null ? {} : { note: each.born }),
      })),
      { value: '', label: t('newWard') },
    ],
    answerOf: (value) => ({ kind: 'which-known', known: value === '' ? null : value }),
  };
}

export function OtherQuestion({
  view,
  question,
  onAnswer,
}: {
  view: QuestionView;
  question: Asked;
  onAnswer: (answer: Answer) => void;
}) {
  const { title, note, options, answerOf } = useChoice(view, question);
  return (
    <>
      <OneOf label={title} value={null} onChange={(value) => onAnswer(answerOf(value))} options={options} />
      <p className={styles['quiet']}>{note}</p>
    </>
  );
}
