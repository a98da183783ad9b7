import { addDays, wallAt } from '@obhut/domain/kernel/local-time.ts';
import { expect, test } from 'vitest';
import { FakeClient } from '../../testing/fake-client.ts';
import { fakeDigits } from '../../testing/fake-digits.ts';
import { fakeToday } from '../../testing/fake-world.ts';
import { tabletCode, tabletDigits } from '../../testing/fake-tablet.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { lindenhofMorning } from '../../testing/scene-of-a-day.ts';
import { enrol, lindenhof } from '../../testing/scenes.ts';

const today = wallAt(Date.now()).date;

/** The Igelgruppe has a day team with a tablet; one ward of the house is in no group. */
async function scene() {
  const before = await lindenhof();
  const { leader } = before;
  const group = leader.world.spaces.findLast(({ kind }) => kind === 'group')?.id ?? '';
  const body = { group, name: 'Igelgruppe', colour: 4, sign: 'squirrel' };
  const day = await leader.createDayTeam([{ type: 'day-team/named@1', body, expiry: 0, notify: 'none' }]);
  const morning = await lindenhofMorning(day, before);
  await enrol(leader, 'a'.repeat(32), { fields: { name: 'Noah Weiß' } });
  return { ...morning, day };
}

async function tabletOf(leader: FakeClient, day: string): Promise<FakeClient> {
  const tablet = new FakeClient(leader.world);
  await tablet.showTabletCode('tablet');
  await leader.answerTablet('tablet', tabletCode);
  await leader.admitTablet(day, tabletDigits);
  await tablet.awaitTabletCode();
  return tablet;
}

function absent(absence: string, reason: string) {
  return { absence, reason, from: today, until: addDays(today, 1), at: null, collector: '' };
}

test('a tablet that nobody has unlocked shows its group’s morning, as it is said, and leads nowhere', async () => {
  const { leader, mother, day, days } = await scene();
  const screen = await renderApp(await tabletOf(leader, day), '/');
  const list = screen.getByRole('list', { name: 'Abgemeldet: Igelgruppe' });
  await expect.element(list).toMatchTextContent(/Elif Yılmaz.*krank bis/u);
  await expect.element(list).not.toMatchTextContent(/Ida/u);
  expect(list.getByRole('link').elements()).toEqual([]);
  await leader.send({
    space: days.Ida,
    type: 'absence/reported@1',
    body: absent('7'.repeat(32), 'holiday'),
    expiry: fakeToday + 400,
    notify: 'normal',
  });
  await expect.element(list).toMatchTextContent(/Ida Schäfer.*(?:Urlaub|Ferien)/u);
  await mother.send({
    space: days.Elif,
    type: 'absence/withdrawn@1',
    body: absent('d'.repeat(32), 'ill'),
    expiry: fakeToday + 400,
    notify: 'normal',
  });
  await expect.element(list).not.toMatchTextContent(/Elif/u);
  // Nothing else of the house is on it.
  for (const name of [/Noah/u, /Ausflug/u, /Laternenfest/u]) expect(screen.getByText(name).elements()).toEqual([]);
});

test('who helps for a time sees the group’s morning, and no child of it as their own', async () => {
  const { leader, father, day } = await scene();
  const me = father.snapshot().institution?.me ?? '';
  await leader.admitHelper(me, day, fakeToday + 7, fakeDigits(me));
  const screen = await renderApp(father, '/');
  await expect.element(screen.getByRole('list', { name: 'Abgemeldet: Igelgruppe' })).toMatchTextContent(/Elif/u);
  await expect.element(screen.getByRole('button', { name: 'Krank melden' })).not.toBeInTheDocument();
  await screen.getByRole('link', { name: 'Kind', exact: true }).click();
  await expect.element(screen.getByRole('heading', { level: 1 })).toBeVisible();
  expect(screen.getByText('Elif Yılmaz').elements()).toEqual([]);
});
