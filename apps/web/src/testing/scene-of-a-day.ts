/**
 * The Lindenhof on a morning: a child that is ill, an appointment, somebody who was reminded, something new. All of it is made up.
 * @module
 */
import { addDays, wallAt } from '@obhut/domain/kernel/local-time.ts';
import { enrol, lindenhof, mailboxOf, publish, type Lindenhof } from './scenes.ts';
import { fakeToday } from './fake-world.ts';

export interface Morning extends Lindenhof {
  /** The group's space. */
  hedgehogs: string;
  /** The wards' spaces of the day, by name. */
  days: Readonly<Record<'Elif' | 'Ida', string>>;
}

const expiry = fakeToday + 400;

/** `day`: the day team of the Igelgruppe, where it has one. */
export async function lindenhofMorning(day?: string, scene?: Lindenhof): Promise<Morning> {
  const lindenhofs = scene ?? (await lindenhof());
  const { leader, mother, father, trip } = lindenhofs;
  const { world } = leader;
  const hedgehogs = world.spaces.findLast(({ kind }) => kind === 'group')?.id ?? '';
  const me = mother.snapshot().institution?.me ?? '';
  const at = day === undefined ? {} : { day };
  const wardOf = async (id: string, name: string, sign: string, people: string[]) =>
    (await enrol(leader, id.repeat(32), { fields: { name, sign, group: hedgehogs }, people, ...at }))['ward/day'] ?? '';
  const days = {
    Elif: await wardOf('e', 'Elif Yılmaz', 'cat', [me]),
    Ida: await wardOf('b', 'Ida Schäfer', 'bird', []),
  };

  const today = wallAt(Date.now()).date;
  const ill = {
    absence: 'd'.repeat(32),
    reason: 'ill',
    from: today,
    until: addDays(today, 2),
    at: null,
    collector: '',
  };
  await mother.send({ space: days.Elif, type: 'absence/reported@1', body: ill, expiry, notify: 'normal' });
  const text = { title: 'Laternenfest', place: 'Hof', note: '' };
  const when = { from: addDays(today, 1), until: addDays(today, 1), start: '17:00', end: '18:30' };
  const fest = { appointment: 'f'.repeat(32), ...text, ...when, isClosed: false };
  const everyone = world.spaceOfKind('everyone').id;
  await leader.send({ space: everyone, type: 'appointment/announced@1', body: fest, expiry, notify: 'normal' });
  const mailbox = mailboxOf(father);
  await leader.send({ space: mailbox, type: 'post/reminded@1', body: { post: trip }, expiry, notify: 'normal' });
  await leader.send({
    space: mailbox,
    type: 'message/sent@1',
    body: { text: 'Elif hat ihre Mütze vergessen.', alts: [] },
    expiry,
    notify: 'normal',
  });
  await publish(leader, everyone, 'Neue Öffnungszeiten', 'Ab Januar öffnen wir um 7:00 Uhr.');
  return { ...lindenhofs, hedgehogs, days };
}
