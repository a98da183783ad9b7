/**
 * What was reported, for leadership: from the team's space and every guardian's mailbox.
 * @module
 */
import { alarms, allAlarms, type RaisedAlarm } from '@obhut/domain/alarms.ts';
import { useInstitution, useModel } from '../../shell/use-client.ts';

const none: readonly RaisedAlarm[] = [];

export function useReported(): { isLeader: boolean; reported: readonly RaisedAlarm[] } {
  const { standing, spaces } = useInstitution();
  const all = useModel(alarms, allAlarms);
  const isLeader = standing === 'staff' && spaces.some(({ kind, role }) => kind === 'leadership' && role !== null);
  return { isLeader, reported: isLeader ? all : none };
}
