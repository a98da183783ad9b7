/**
 * A remark that speaks of a ban: is it one, of what, about whom. As long as nobody has said, no letter goes to the ward's guardians.
 * @module
 */
import type { Answer, BanKind, Question } from '@obhut/intake/proposals.ts';
import type { QuestionView } from '@obhut/intake/question-view.ts';
import { useState } from 'react';
import { useTexts } from '../../shell/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { OneOf, SomeOf } from '../../ui/choice.tsx';
import { Field } from '../../ui/field.tsx';
import { FormBody } from '../../ui/page.tsx';
import styles from './import.module.css';
import { nameOf } from './sentences.ts';

interface BanQuestionProps {
  view: QuestionView;
  question: Extract<Question, { kind: 'ban' }>;
  onAnswer: (answer: Answer) => void;
}

/** Stands for somebody who is not in the list. */
const somebodyElse = 'somebody-else';

export function BanQuestion({ view, question, onAnswer }: BanQuestionProps) {
  const t = useTexts('import');
  const [isBan, setBan] = useState<'ban' | 'no-ban' | null>(null);
  const [bans, setBans] = useState<readonly BanKind[]>([]);
  const [people, setPeople] = useState<readonly string[]>([]);
  const [fileNumber, setFileNumber] = useState(question.fileNumber);
  const [isJudged, setJudged] = useState(false);
  const [ward] = view.wards;
  const title = t('banTitle', { name: ward === undefined ? '' : nameOf(ward) });
  const kinds: readonly { value: BanKind; label: string }[] = [
    { value: 'collect', label: t('banCollect') },
    { value: 'contact', label: t('banContact') },
    { value: 'disclosure', label: t('banDisclosure') },
  ];
  const submit = () => {
    setJudged(true);
    if (isBan === 'no-ban') onAnswer({ kind: 'no-ban' });
    if (isBan !== 'ban' || bans.length === 0 || people.length === 0) return;
    const concerned = people.filter((person) => person !== somebodyElse);
    onAnswer({ kind: 'ban', bans, people: concerned, fileNumber: fileNumber.trim() });
  };
  return (
    <FormBody label={title} onSubmit={submit}>
      <h2 className={styles['question']}>{title}</h2>
      <blockquote className={styles['quote']}>
        <bdi>{question.text}</bdi>
        <span className={styles['quiet']}>{t('line', { line: question.line })}</span>
      </blockquote>
      <OneOf<'ban' | 'no-ban'>
        label={t('isBan')}
        value={isBan}
        onChange={setBan}
        options={[
          { value: 'ban', label: t('yesBan') },
          { value: 'no-ban', label: t('noBan'), note: t('noBanNote') },
        ]}
        error={isJudged && isBan === null ? t('chooseOne') : null}
      />
      {isBan === 'ban' && (
        <>
          <SomeOf<BanKind>
            label={t('banOf')}
            values={bans}
            onChange={setBans}
            options={kinds}
            error={isJudged && bans.length === 0 ? t('chooseSome') : null}
          />
          <SomeOf
            label={t('banWhom')}
            hint={t('banWhomHint')}
            values={people}
            onChange={setPeople}
            options={[
              ...view.people.map((person) => ({
                value: person.person,
                label: nameOf(person),
                ...(person.relation === '' ? {} : { note: person.relation }),
              })),
              { value: somebodyElse, label: t('somebodyElse') },
            ]}
            error={isJudged && people.length === 0 ? t('chooseSome') : null}
          />
          <Field
            label={t('fileNumber')}
            hint={t('fileNumberHint')}
            value={fileNumber}
            onChange={setFileNumber}
            autoComplete="off"
            autoCapitalize="none"
            maxLength={100}
          />
        </>
      )}
      <Button type="submit">{t('hold')}</Button>
    </FormBody>
  );
}
