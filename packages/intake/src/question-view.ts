/**
 * A question with the names that somebody needs to answer it.
 * @module
 */
import { isAnswer } from './answered.ts';
import { differing } from './merge.ts';
import type { Answers, Known, Proposals, Question, WardProposal, WardValues } from './proposals.ts';
import type { Name } from './values/names.ts';

export interface PersonView extends Name {
  person: string;
  /** As the list says it; empty: it does not. */
  relation: string;
  phones: readonly string[];
}

export interface QuestionView {
  question: Question;
  isAnswered: boolean;
  wards: readonly (Name & { born: string | null; lines: readonly number[] })[];
  /** Those of the wards whom it is about. */
  people: readonly PersonView[];
  /** Where two lines say different things. */
  differences: readonly (keyof WardValues)[];
  known: readonly (Name & { id: string; born: string | null })[];
}

function wardsOf(question: Question): readonly string[] {
  return question.kind === 'same-ward' || question.kind === 'same-person' ? question.wards : [question.ward];
}

function isAbout(question: Question, person: string): boolean {
  if (question.kind === 'same-person') return question.people.includes(person);
  return question.kind !== 'new-guardian' || question.person === person;
}

function peopleOf(question: Question, wards: readonly WardProposal[]): PersonView[] {
  const people = wards.flatMap(({ guardians }) => guardians).filter(({ person }) => isAbout(question, person));
  return people.map(({ person, given, family, relation, phones }) => {
    return { person, given, family, relation: relation?.text ?? '', phones };
  });
}

export function questionViews(proposals: Proposals, answers: Answers, known: Known): QuestionView[] {
  const byId = new Map(proposals.wards.map((ward) => [ward.id, ward]));
  const knownById = new Map(known.wards.map((ward) => [ward.id, ward]));
  return proposals.questions.map((question) => {
    const wards = [...new Set(wardsOf(question))].flatMap((id) => byId.get(id) ?? []);
    const [one, other] = wards;
    const ids = question.kind === 'which-known' ? question.known : [];
    return {
      question,
      isAnswered: isAnswer(question, answers.get(question.id)),
      wards: wards.map(({ given, family, values, lines }) => ({ given, family, born: values.born, lines })),
      people: peopleOf(question, wards),
      differences:
        question.kind === 'same-ward' && one !== undefined && other !== undefined
          ? differing(one.values, other.values)
          : [],
      known: ids.flatMap((id) => {
        const ward = knownById.get(id);
        return ward === undefined
          ? []
          : [{ id, given: ward.given, family: ward.family, born: ward.values.born ?? null }];
      }),
    };
  });
}
