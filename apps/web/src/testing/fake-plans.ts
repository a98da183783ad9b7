/**
 * Plans over many spaces, carried out at once over a {@link FakeWorld}.
 * @module
 */
import type { Letter, NewSpaceDraft } from '@obhut/sync/client.ts';
import type { PlanProgress, PlanResult } from '@obhut/sync/client/plan-commands.ts';
import { ClientError } from '@obhut/sync/failure.ts';
import type { Plan, PlannedFact, PlanStep, SpaceRef } from '@obhut/sync/plans/plan.ts';
import { fakeDigits } from './fake-digits.ts';
import type { FakeSpace } from './fake-shapes.ts';
import type { FakeWorld } from './fake-world.ts';

interface Making {
  world: FakeWorld;
  me: string;
  spaces: Record<string, string>;
  letters: Record<string, Letter>;
}

const byLeadership: ReadonlySet<string> = new Set(['conversation']);

function idOf(making: Making, ref: SpaceRef): string {
  const id = 'space' in ref ? ref.space : making.spaces[ref.made];
  if (id === undefined) throw new ClientError('not-allowed');
  return id;
}

function draftOf(making: Making, { naming = {}, body, ...fact }: PlannedFact): NewSpaceDraft {
  const names = Object.entries(naming).map(([field, made]) => [field, idOf(making, { made })] as const);
  return { ...fact, body: typeof body === 'object' ? { ...body, ...Object.fromEntries(names) } : body };
}

function say(making: Making, space: FakeSpace, facts: readonly PlannedFact[]): void {
  for (const fact of facts) making.world.append(space, making.me, draftOf(making, fact));
}

function demandMet({ person, digits }: { person: string; digits: string | null }): void {
  if (digits !== null && digits.replaceAll(/\D/gu, '') !== fakeDigits(person))
    throw new ClientError('digits-of-another');
}

function perform(making: Making, step: PlanStep): void {
  const { world, me } = making;
  switch (step.do) {
    case 'make': {
      const space = world.addSpace(step.kind, [...new Set([...step.staff, ...step.people])]);
      const leads = byLeadership.has(step.kind) ? [] : [world.spaceOfKind('leadership').id];
      space.spaces = [
        ...leads,
        ...[...step.teams, ...(step.day === null ? [] : [step.day])].map((ref) => idOf(making, ref)),
      ];
      making.spaces[step.key] = space.id;
      return say(making, space, step.facts);
    }
    case 'letter': {
      const mailbox = world.addSpace('mailbox');
      const groups = step.groups.map((ref) => idOf(making, ref));
      const { fragment, code, typed, until } = world.addLetter(groups, mailbox.id);
      making.letters[step.key] = { fragment, code, typed, mailbox: mailbox.id, until };
      making.spaces[step.key] = mailbox.id;
      return say(making, mailbox, step.facts);
    }
    case 'say':
      return void world.append(world.space(idOf(making, step.space)), me, draftOf(making, step.fact));
    case 'retire':
      world.space(idOf(making, step.space)).endsOn = step.on;
      return;
    case 'lead': {
      const space = world.space(idOf(making, step.space));
      const others = space.spaces.filter((id) => world.space(id).kind !== 'team');
      space.spaces = [...others, idOf(making, step.team)];
      return;
    }
    case 'join':
    case 'leave': {
      const [space, day] = [world.space(idOf(making, step.space)), idOf(making, step.day)];
      const others = space.spaces.filter((id) => id !== day);
      space.spaces = step.do === 'join' ? [...others, day] : others;
      return;
    }
    case 'remove': {
      const space = world.space(idOf(making, step.space));
      space.personas = space.personas.filter((id) => id !== step.person);
      return;
    }
    case 'appoint':
      demandMet(step);
      return world.appoint(world.space(idOf(making, step.space)), step.person, step.as);
    case 'add': {
      demandMet(step);
      const space = world.space(idOf(making, step.space));
      space.personas = [...new Set([...space.personas, step.person])];
    }
  }
}

/** Of plans that are done, those that hold letters are kept until they are forgotten. */
export class FakePlans {
  readonly #kept = new Map<string, PlanResult>();

  get progress(): PlanProgress[] {
    return [...this.#kept].map(([id, { letters }]) => {
      const total = Object.keys(letters).length;
      return { id, done: total, total, failure: null };
    });
  }

  perform(world: FakeWorld, me: string, { id, steps }: Plan): PlanResult {
    const making: Making = { world, me, spaces: {}, letters: {} };
    for (const step of steps) perform(making, step);
    const result = { spaces: making.spaces, letters: making.letters };
    if (Object.keys(result.letters).length > 0) this.#kept.set(id, result);
    world.changed();
    return result;
  }

  result(id: string): PlanResult {
    const result = this.#kept.get(id);
    if (result === undefined) throw new ClientError('not-allowed');
    return result;
  }

  forget(id: string): void {
    this.#kept.delete(id);
  }
}
