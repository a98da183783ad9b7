/**
 * Locks the account that is open when nobody is there, and ends unfinished work with whoever did it.
 * @module
 */
import { useWorkEnds } from '../../shell/drafts.ts';
import { useIdleLock } from './idle-lock.ts';

export default function Presence() {
  useIdleLock();
  useWorkEnds();
  return null;
}
