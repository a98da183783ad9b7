/**
 * The emergency kit after founding: on the screen until it is in the safe, in the form that was chosen.
 * @module
 */
import { ClientError } from '../failure.ts';
import type { Device } from './device.ts';
import { forgetFounding, keepFounding, readFounding, type FoundingJournal } from './founding-journal.ts';
import type { KitForm, KitSheet } from './kit-commands.ts';
import { printSheets } from './kit-sheets.ts';

/** As it was shown before. */
export async function sheetsOf({ split, kitSeed: seed, institution }: FoundingJournal): Promise<KitSheet[]> {
  return split ?? (await printSheets({ seed, institution }, 'one'));
}

export async function chooseKitForm(device: Device, form: KitForm): Promise<void> {
  const { account, parts } = device;
  const journal = account === null ? null : await readFounding(parts.store, account.secret);
  if (account === null || !journal?.done) throw new ClientError('not-allowed');
  const { split, ...plan } = journal;
  const kit = { seed: plan.kitSeed, institution: plan.institution };
  device.kit = form === 'three' && split !== undefined ? split : await printSheets(kit, form);
  await keepFounding(parts.store, account.secret, form === 'one' ? plan : { ...plan, split: [...device.kit] });
  device.changed();
}

export async function kitKept(device: Device): Promise<void> {
  device.kit = null;
  await forgetFounding(device.parts.store);
  device.changed();
}
