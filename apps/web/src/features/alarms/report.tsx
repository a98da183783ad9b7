/**
 * Tells leadership, once for each space and reason, where there is a place that has not stopped itself: a guardian's own mailbox, the team of the staff.
 * @module
 */
import { alarmRaised, alarms, allAlarms } from '@obhut/domain/alarms.ts';
import { expiryOf } from '@obhut/domain/retention.ts';
import { useEffect, useRef } from 'react';
import { useClient, useInstitution, useModel, useSnapshot } from '../../shell/use-client.ts';

const type = 'alarm/raised@1';

export default function Report() {
  const client = useClient();
  const { alarms: raised, outbox, phase, today } = useSnapshot();
  const { me, standing, spaces } = useInstitution();
  const known = useModel(alarms, allAlarms);
  const told = useRef(new Set<string>());
  const kind = standing === 'staff' ? 'team' : 'mailbox';
  const place = spaces.find((space) => space.kind === kind && space.role !== null && space.state === 'ready');
  const stops = raised.flatMap(({ space, why, isStop }) => (space === null || isStop !== true ? [] : [{ space, why }]));
  useEffect(() => {
    if (phase !== 'ready' || place === undefined) return;
    const waiting = outbox.flatMap((entry) => {
      const parsed = entry.type === type ? alarmRaised.safeParse(entry.body) : null;
      return parsed?.success === true ? [parsed.data] : [];
    });
    const mine = known.filter(({ author }) => author === me);
    for (const { space, why } of stops) {
      const key = `${space} ${why}`;
      const isTold = [...waiting, ...mine].some((one) => one.space === space && one.why === why);
      if (isTold || told.current.has(key) || space === place.id) continue;
      told.current.add(key);
      const body = { space, why, day: today };
      // What cannot be kept on the device now is tried again with the next start.
      client
        .send({ space: place.id, type, body, expiry: expiryOf('alarm', today), notify: 'normal' })
        .catch(() => told.current.delete(key));
    }
  });
  return null;
}
