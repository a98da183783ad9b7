/**
 * Codes of the import as sentences.
 * @module
 */
import type { Field } from '@obhut/intake/dialects.ts';
import type { Refused } from '@obhut/intake/file-kind.ts';
import type { Answer, BanKind, Problem, WardValues } from '@obhut/intake/proposals.ts';
import { useTexts } from '../../shell/i18n.ts';
import type { Table } from './work.ts';

export function nameOf({ given, family }: { given: string; family: string }): string {
  return `${given} ${family}`.trim();
}

export function useRefusedText(): (why: Refused | 'unreadable', file: string) => string {
  const t = useTexts('import');
  const sentences: Record<Refused | 'unreadable', (file: string) => string> = {
    empty: (file) => t('refusedEmpty', { file }),
    'no-rows': (file) => t('refusedNoRows', { file }),
    'too-large': (file) => t('refusedTooLarge', { file }),
    'too-many-lines': (file) => t('refusedTooManyLines', { file }),
    picture: (file) => t('refusedPicture', { file }),
    pdf: (file) => t('refusedPdf', { file }),
    'old-excel': (file) => t('refusedOldExcel', { file }),
    broken: (file) => t('refusedBroken', { file }),
    'not-a-table': (file) => t('refusedNotATable', { file }),
    unreadable: (file) => t('refusedUnreadable', { file }),
  };
  return (why, file) => sentences[why](file);
}

type Said<Code extends Problem['code']> = Extract<Problem, { code: Code }>;

export function useProblemText({ columns }: Table): (problem: Problem) => string {
  const t = useTexts('import');
  const of = (problem: { column: number }) => columns[problem.column]?.name ?? '';
  const sentences: { [Code in Problem['code']]: (problem: Said<Code>) => string } = {
    'day-invalid': (problem) => t('problemDayInvalid', { column: of(problem) }),
    'day-future': (problem) => t('problemDayFuture', { column: of(problem) }),
    'day-or-month': (problem) => t('problemDayOrMonth', { column: of(problem) }),
    'too-long': (problem) => t('problemTooLong', { column: of(problem) }),
    'name-missing': () => t('problemNameMissing'),
    above: () => t('problemAbove'),
    'name-unsure': (problem) => t('problemNameUnsure', { column: of(problem) }),
    'word-unknown': (problem) => t('problemWordUnknown', { column: of(problem) }),
    'postal-code': (problem) => t('problemPostalCode', { column: of(problem) }),
    phone: (problem) => t('problemPhone', { column: of(problem) }),
    email: (problem) => t('problemEmail', { column: of(problem) }),
    'shared-contact': () => t('problemSharedContact'),
    'guardian-name': (problem) => t('problemGuardianName', { column: of(problem) }),
    'born-missing': () => t('problemBornMissing'),
    repeated: ({ first }) => t('problemRepeated', { first }),
    merged: ({ first }) => t('problemMerged', { first }),
    'number-twice': ({ first }) => t('problemNumberTwice', { first }),
    'missing-cells': () => t('problemMissingCells'),
    'extra-cells': ({ extra }) => t('problemExtraCells', { text: extra.join(' · ') }),
    'open-quote': () => t('problemOpenQuote'),
    'lost-character': (problem) => t('problemLostCharacter', { column: of(problem) }),
    formula: (problem) => t('problemFormula', { column: of(problem) }),
  };
  const say = <Code extends Problem['code']>(code: Code, problem: Said<Code>) => sentences[code](problem);
  return (problem) => say(problem.code, problem);
}

export function useFieldLabel(): (field: Field) => string {
  const t = useTexts('import');
  const ofWard: Record<Exclude<Field, `guardian-${string}`>, () => string> = {
    'ward.number': () => t('fieldNumber'),
    'ward.name': () => t('fieldName'),
    'ward.family-name': () => t('fieldFamilyName'),
    'ward.given-name': () => t('fieldGivenName'),
    'ward.born': () => t('fieldBorn'),
    'ward.sex': () => t('fieldSex'),
    'ward.group': () => t('fieldGroup'),
    'ward.room': () => t('fieldRoom'),
    'ward.street': () => t('fieldStreet'),
    'ward.postal-code': () => t('fieldPostalCode'),
    'ward.town': () => t('fieldTown'),
    'ward.origin': () => t('fieldOrigin'),
    'ward.religion': () => t('fieldReligion'),
    'ward.measles': () => t('fieldMeasles'),
    'ward.allergies': () => t('fieldAllergies'),
    'ward.diet': () => t('fieldDiet'),
    'ward.note': () => t('fieldNote'),
    'emergency-contact': () => t('fieldEmergency'),
  };
  const ofGuardian = (number: number) => ({
    name: () => t('fieldGuardianName', { number }),
    'family-name': () => t('fieldGuardianFamilyName', { number }),
    'given-name': () => t('fieldGuardianGivenName', { number }),
    relation: () => t('fieldGuardianRelation', { number }),
    phone: () => t('fieldGuardianPhone', { number }),
    email: () => t('fieldGuardianEmail', { number }),
  });
  const sentences = new Map<Field, () => string>([
    ...entriesOf(ofWard),
    ...[1, 2].flatMap((number) =>
      entriesOf(ofGuardian(number)).map(([part, say]) => [guardianField(number, part), say] as const),
    ),
  ]);
  return (field) => sentences.get(field)?.() ?? field;
}

function guardianField(number: number, part: GuardianPart): Field {
  return number === 1 ? `guardian-1.${part}` : `guardian-2.${part}`;
}

type GuardianPart = Extract<Field, `guardian-1.${string}`> extends `guardian-1.${infer Part}` ? Part : never;

function entriesOf<Key extends string, Value>(table: Readonly<Record<Key, Value>>): (readonly [Key, Value])[] {
  return Object.entries<Value>(table).filter((entry): entry is [Key, Value] => Object.hasOwn(table, entry[0]));
}

/** Where two lines differ. */
export function useValueLabel(): (field: keyof WardValues) => string {
  const label = useFieldLabel();
  const fields: Record<keyof WardValues, Field> = {
    number: 'ward.number',
    born: 'ward.born',
    sex: 'ward.sex',
    group: 'ward.group',
    room: 'ward.room',
    street: 'ward.street',
    postalCode: 'ward.postal-code',
    town: 'ward.town',
    origin: 'ward.origin',
    religion: 'ward.religion',
    measles: 'ward.measles',
    allergies: 'ward.allergies',
    diet: 'ward.diet',
    note: 'ward.note',
    emergency: 'emergency-contact',
  };
  return (field) => label(fields[field]);
}

export function useAnswerText(): (answer: Answer | undefined) => string {
  const t = useTexts('import');
  const kinds: Record<BanKind, () => string> = {
    collect: () => t('banCollect'),
    contact: () => t('banContact'),
    disclosure: () => t('banDisclosure'),
  };
  return (answer) => {
    if (answer === undefined) return '';
    if (answer.kind === 'no-ban') return t('noBan');
    if (answer.kind === 'ban') return answer.bans.map((ban) => kinds[ban]()).join(' · ');
    if (answer.kind === 'same-ward') return answer.isSame ? t('oneWard') : t('twoWards');
    if (answer.kind === 'same-person') return answer.isSame ? t('onePerson') : t('twoPeople');
    if (answer.kind === 'new-guardian') return answer.isAdded ? t('added') : t('notAdded');
    return answer.known === null ? t('newWard') : t('isKnown');
  };
}
