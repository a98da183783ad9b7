/**
 * A mother with one account at two houses, a KiTa and a school, on one server.
 * @module
 */
import { expect, vi } from 'vitest';
import type { StartedClient } from '../client/create-client.ts';
import type { InstitutionBeside } from '../client/institution-commands.ts';
import { note, texts, world, type DeviceOf } from './clients.ts';

export const password = 'vier grüne Äpfel';

export interface House {
  leader: StartedClient;
  group: string;
  id: string;
}

export interface Scene {
  kita: House;
  school: House;
  phone: DeviceOf;
  mother: StartedClient;
  device: () => DeviceOf;
  server: ReturnType<typeof world>['server'];
}

export function institutionOf(client: StartedClient): string {
  return client.snapshot().institution?.id ?? '';
}

async function house(device: DeviceOf, code: string, name: string): Promise<House> {
  const leader = await device.start();
  await leader.register(`leitung-${name}`, 'correct horse battery');
  await leader.found({ code, facts: [note(name)] });
  return { leader, group: await leader.createSpace('group', [note(`Gruppe ${name}`)]), id: institutionOf(leader) };
}

/** A mother in a KiTa, with the letter of the school in hand. */
export async function withTwoLetters(): Promise<Scene> {
  const { server, device } = world();
  const kita = await house(device(), server.foundingCode(), 'kita');
  const school = await house(device(), server.foundingCode(), 'schule');
  const phone = device();
  const mother = await phone.start();
  await mother.openLetter({ typed: (await kita.leader.invite([kita.group], [note('Brief der KiTa')])).typed });
  await mother.register('ayse', password);
  await mother.claim([note('Ayşe in der KiTa')]);
  await mother.openLetter({ typed: (await school.leader.invite([school.group], [note('Brief der Schule')])).typed });
  return { kita, school, phone, mother, device, server };
}

/** In both, with the school in front. */
export async function inBoth(): Promise<Scene> {
  const scene = await withTwoLetters();
  await scene.mother.claim([note('Ayşe in der Schule')]);
  await vi.waitFor(() => expect(texts(scene.school.leader, 'mailbox')).toContain('Ayşe in der Schule'));
  await vi.waitFor(() => expect(texts(scene.kita.leader, 'mailbox')).toContain('Ayşe in der KiTa'));
  return scene;
}

export function beside(client: StartedClient, { id }: House): InstitutionBeside | undefined {
  return client.beside().find((one) => one.id === id);
}

export function notesBeside(client: StartedClient, { id, group }: House): unknown {
  return client
    .beside()
    .find((one) => one.id === id)
    ?.states.get('notes')
    ?.get(group);
}
