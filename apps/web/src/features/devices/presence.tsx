/**
 * As long as somebody touches the device it stays open; unfinished work ends with whoever did it.
 * @module
 */
import { useWorkEnds } from '../../shell/drafts.ts';
import { useStillHere } from './use-still-here.ts';

export default function Presence() {
  useStillHere();
  useWorkEnds();
  return null;
}
