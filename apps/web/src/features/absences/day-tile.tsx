/**
 * The morning's list for those who read it by their day team: on a group's tablet that nobody has unlocked, and for who helps for a time.
 * @module
 */
import { DayList } from './day-list.tsx';
import { useIsOwn, useWardsOfDay } from './use-absences.ts';

export default function DayTile() {
  const isOwn = useIsOwn();
  const all = useWardsOfDay().filter((of) => !isOwn(of));
  return all.length === 0 ? null : <DayList all={all} isLinked={false} />;
}
