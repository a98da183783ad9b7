/**
 * What screens are shown of the device itself: who has something on it, and what the one who is there has set and not sent.
 * @module
 */
import { toHex } from '@obhut/protocol/bytes.ts';
import type { InstitutionView } from '../client.ts';
import type { Device } from './device.ts';
import { writerOf } from './drafts.ts';
import type { Here, IdleMinutes } from './here-commands.ts';
import type { Idle } from './idle-timer.ts';
import type { Tablet } from './tablet.ts';

/** Staff's devices are shared more often than guardians'. */
const staffIdle = 15;

/** Minutes after which an account locks by itself where nobody has said otherwise: with all its institutions, so the strictest of them counts. */
export function usualIdle(standings: readonly (InstitutionView['standing'] | undefined)[]): IdleMinutes {
  return standings.includes('staff') ? staffIdle : 0;
}

const minuteMs = 60_000;
const tabletMs = 120_000;

/** Who is locked when nobody touches the device, and after which time: an account, or who works on a shared tablet. */
export function idleOf({ snapshot: { here }, parts }: Device, tablet: Tablet | null): Idle {
  if (tablet !== null) return { who: tablet.inHand, afterMs: parts.lockAfterMs ?? tabletMs };
  return { who: here.account, afterMs: here.idleMinutes * minuteMs };
}

export function hereView(device: Device, standing: InstitutionView['standing'] | undefined): Here {
  const { account, drafts, settings, tablet, parts } = device;
  return {
    // At a group's tablet nobody reads whose accounts lie beside it.
    accounts: tablet === null ? parts.accounts() : [],
    account: account === null ? null : toHex(account.id),
    writer: writerOf(device),
    drafts: drafts?.all ?? [],
    idleMinutes: settings === null ? 0 : (settings.idle ?? usualIdle([standing, ...parts.standingsBeside()])),
  };
}
