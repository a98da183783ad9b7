/**
 * Carrying out the steps of a plan inside one append. Whether a step has happened is read from the verified logs alone: so a step that is
 * asked for again, on whatever the server has by then, happens once.
 * @module
 */
import { confirmDigits } from '@obhut/crypto/confirm.ts';
import { inviteId, type Letter as LetterSecret } from '@obhut/crypto/invite.ts';
import type { MemberKeys } from '@obhut/crypto/keys.ts';
import { randomBytes } from '@obhut/crypto/random.ts';
import { equalBytes, fromHex, toHex, type Bytes } from '@obhut/protocol/bytes.ts';
import { isExpelled } from '@obhut/protocol/expulsion.ts';
import { hashCtx } from '@obhut/protocol/hash.ts';
import { activeMembers, type Member } from '@obhut/protocol/state.ts';
import type { Act } from '../authoring/act.ts';
import type { Utterance } from '../authoring/seal-event.ts';
import { claimsAtOdds } from '../engine/claims.ts';
import { Persons } from '../engine/persons.ts';
import { ClientError } from '../failure.ts';
import type { Institution } from '../institution.ts';
import { planAdd } from './add.ts';
import { planAppoint } from './appoint.ts';
import { letterAudiences, planInvite } from './invite.ts';
import { planJoin, planLeave } from './join.ts';
import { planLead } from './lead.ts';
import { planSpace } from './make.ts';
import type { Plan, PlannedFact, PlanStep, SpaceRef, StepOf } from './plan.ts';
import { planRemove } from './remove.ts';
import { memberNamed } from './replace.ts';
import { demandRole } from './space-table.ts';

/** A plan under way, with what is decided for it once. */
export interface Undertaking {
  plan: Plan;
  /** When it began, in ms since 1970: what its facts carry. */
  time: number;
  /** By the key of their step. */
  letters: ReadonlyMap<string, { letter: LetterSecret; keys: () => MemberKeys; until: number }>;
}

/** 16 bytes: the nonce of a space, or the id of an event, that a step makes. */
export function idOfStep(plan: Plan, key: string): Bytes {
  return hashCtx('plan-step', fromHex(plan.id), key).slice(0, 16);
}

/** Whether the plan's maker began the space: a nonce alone anybody could repeat. */
function isMine(institution: Institution, signer: Bytes): boolean {
  const persons = Persons.of(institution);
  return persons.of(toHex(signer)) === persons.of(toHex(institution.self.id));
}

/** The space that the step with this key has made, or null. */
export function spaceMade(institution: Institution, plan: Plan, key: string): Bytes | null {
  const nonce = idOfStep(plan, key);
  const replica = institution.replicas.find(
    ({ origin }) => origin !== null && equalBytes(origin.nonce, nonce) && isMine(institution, origin.signer),
  );
  return replica?.space ?? null;
}

/** What the same append has made so far, by key. */
export type Made = Map<string, Bytes>;

export function spaceOfRef(institution: Institution, plan: Plan, ref: SpaceRef, made: Made = new Map()): Bytes {
  const space = 'space' in ref ? fromHex(ref.space) : (made.get(ref.made) ?? spaceMade(institution, plan, ref.made));
  if (space === null) throw new ClientError('not-allowed');
  return space;
}

function utterances(act: Act, { plan, time }: Undertaking, facts: readonly PlannedFact[], made: Made): Utterance[] {
  return facts.map(({ naming = {}, body, ...fact }) => ({
    id: randomBytes(16),
    time,
    ...fact,
    body: withNames(act.institution, plan, body, naming, made),
  }));
}

export function withNames(
  institution: Institution,
  plan: Plan,
  body: unknown,
  naming: Readonly<Record<string, string>>,
  made: Made,
): unknown {
  const names = Object.entries(naming).map(
    ([field, key]) => [field, toHex(spaceOfRef(institution, plan, { made: key }, made))] as const,
  );
  return names.length === 0 || typeof body !== 'object' ? body : { ...body, ...Object.fromEntries(names) };
}

/** Every persona of a person that is in the space. */
function personasIn(act: Act, space: Bytes, person: string): Bytes[] {
  const persons = Persons.of(act.institution);
  const members = activeMembers(act.state(space), act.today);
  return members.flatMap(({ id, class: of }) => (of === 'persona' && persons.of(toHex(id)) === person ? [id] : []));
}

/** The newest persona of a person as the own verified fold names it. Throws where there is none that may be admitted. */
function memberOfPerson(institution: Institution, person: string, today: number): Member {
  const persons = Persons.of(institution);
  const members = institution.replicas.flatMap(({ state }) => (state === null ? [] : activeMembers(state, today)));
  const leadership = institution.logs(institution.leadership);
  const found = members.find(
    ({ id, class: of }) =>
      of === 'persona' &&
      persons.of(toHex(id)) === person &&
      leadership !== undefined &&
      !isExpelled(leadership, [], institution.logs, id),
  );
  const known = found === undefined ? null : memberNamed(institution, found.id, today);
  if (known === null) throw new ClientError('not-allowed');
  return known;
}

/** The digits are those of the person's own screen; without them nobody else may have claimed the same letter. */
function demandMet(institution: Institution, { id }: Member, digits: string | null): void {
  if (digits !== null) {
    if (confirmDigits(institution.id, id) !== digits.replaceAll(/\D/gu, '')) throw new ClientError('digits-of-another');
    return;
  }
  const isDoubtful = claimsAtOdds(institution).some(({ personas }) => personas.includes(toHex(id)));
  if (isDoubtful) throw new ClientError('not-allowed');
}

function add(act: Act, space: Bytes, step: StepOf<'add'>): void {
  const member = memberOfPerson(act.institution, step.person, act.today);
  demandMet(act.institution, member, step.digits);
  const role = demandRole(act.state(space).kind, step.as);
  const { id, sign, kem } = member;
  planAdd(act, space, { id, class: 'persona', role, sign, kem, until: step.until }, null);
}

function appoint(act: Act, space: Bytes, { person, as, digits }: StepOf<'appoint'>): void {
  const member = memberOfPerson(act.institution, person, act.today);
  demandMet(act.institution, member, digits);
  planAppoint(act, space, member, as, personasIn(act, space, person));
}

function make(act: Act, of: Undertaking, step: StepOf<'make'>, made: Made): Bytes {
  const { institution, today } = act;
  const space = (ref: SpaceRef) => spaceOfRef(institution, of.plan, ref, made);
  const member = (person: string) => memberOfPerson(institution, person, today);
  const wish = {
    kind: step.kind,
    nonce: idOfStep(of.plan, step.key),
    teams: step.teams.map(space),
    day: step.day === null ? null : space(step.day),
    staff: step.staff.map(member),
    people: step.people.map(member),
  };
  return planSpace(act, wish, utterances(act, of, step.facts, made));
}

export function audiencesOf(institution: Institution, of: Undertaking, step: StepOf<'letter'>, made?: Made): Bytes[] {
  return letterAudiences(
    institution,
    step.groups.map((ref) => spaceOfRef(institution, of.plan, ref, made)),
  );
}

function letter(act: Act, of: Undertaking, step: StepOf<'letter'>, made: Made): Bytes {
  const known = of.letters.get(step.key);
  if (known === undefined) throw new RangeError('a letter without its secret');
  const invitee = { id: inviteId(known.letter.secret), keys: known.keys(), until: known.until };
  const team = spaceOfRef(act.institution, of.plan, step.team, made);
  const audiences = audiencesOf(act.institution, of, step, made);
  const facts = utterances(act, of, step.facts, made);
  return planInvite(act, team, audiences, invitee, facts, idOfStep(of.plan, step.key));
}

/** Puts a step into `act`, unless it has happened. Events into spaces that exist are said apart from it. */
export function planStep(act: Act, of: Undertaking, step: Exclude<PlanStep, { do: 'say' }>, made: Made): void {
  const { institution } = act;
  if (step.do === 'make' || step.do === 'letter') {
    const before = spaceMade(institution, of.plan, step.key);
    made.set(step.key, before ?? (step.do === 'make' ? make(act, of, step, made) : letter(act, of, step, made)));
    return;
  }
  const space = spaceOfRef(institution, of.plan, step.space, made);
  if (step.do === 'retire') {
    if (act.state(space).retired === null) act.record(space, 'retire', () => ({ on: step.on }));
    return;
  }
  if (step.do === 'lead') return planLead(act, space, spaceOfRef(institution, of.plan, step.team, made));
  if (step.do === 'join' || step.do === 'leave') {
    const day = spaceOfRef(institution, of.plan, step.day, made);
    return step.do === 'join' ? planJoin(act, space, day) : planLeave(act, space, day);
  }
  if (step.do === 'appoint') return appoint(act, space, step);
  const inside = personasIn(act, space, step.person);
  if (step.do === 'remove') for (const persona of inside) planRemove(act, space, persona);
  else if (inside.length === 0) add(act, space, step);
}
