/**
 * Which questions are answered, and what the answers say about bans.
 * @module
 */
import type { Answer, Answers, BanKind, Proposals, Question } from './proposals.ts';

/** By {@link pair}. */
export type Banned = ReadonlyMap<string, ReadonlySet<BanKind>>;

export function pair(ward: string, person: string): string {
  return `${ward} ${person}`;
}

/** An answer to another kind of question is none. A ban that forbids nothing neither. */
export function isAnswer({ kind }: Question, answer: Answer | undefined): boolean {
  if (kind !== 'ban') return answer?.kind === kind;
  return answer?.kind === 'no-ban' || (answer?.kind === 'ban' && answer.bans.length > 0);
}

export function openQuestions({ questions }: Proposals, answers: Answers): ReadonlySet<string> {
  return new Set(questions.filter((each) => !isAnswer(each, answers.get(each.id))).map(({ id }) => id));
}

export function bannedBy({ questions }: Proposals, answers: Answers): Banned {
  const banned = new Map<string, Set<BanKind>>();
  for (const question of questions) {
    const answer = answers.get(question.id);
    if (question.kind !== 'ban' || answer?.kind !== 'ban') continue;
    for (const person of answer.people) {
      const key = pair(question.ward, person);
      banned.set(key, new Set([...(banned.get(key) ?? []), ...answer.bans]));
    }
  }
  return banned;
}
