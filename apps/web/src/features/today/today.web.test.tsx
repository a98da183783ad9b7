import { expect, test } from 'vitest';
import { renderApp } from '../../testing/render-app.tsx';
import { lindenhofMorning } from '../../testing/scene-of-a-day.ts';
import { mailboxOf } from '../../testing/scenes.ts';
import { fakeToday } from '../../testing/fake-world.ts';

type Screen = Awaited<ReturnType<typeof renderApp>>;

/** What stands on Heute, from the top. */
async function parts(screen: Screen): Promise<string[]> {
  await expect.element(screen.getByRole('heading', { level: 2 }).last()).toBeVisible();
  return screen
    .getByRole('heading', { level: 2 })
    .elements()
    .map((heading) => heading.textContent);
}

test('for guardians: what to do, the own child, what is new, what comes next, what was', async () => {
  const { mother, father, leader, party } = await lindenhofMorning();
  await father.send({
    space: mailboxOf(father),
    type: 'post/read@1',
    body: { post: party },
    expiry: fakeToday + 400,
    notify: 'none',
  });
  await leader.send({
    space: mailboxOf(mother),
    type: 'post/reminded@1',
    body: { post: party },
    expiry: fakeToday + 400,
    notify: 'normal',
  });
  const screen = await renderApp(mother, '/');
  await expect.poll(() => parts(screen)).toEqual(['Bitte lesen', 'Elif Yılmaz', 'Neu', 'Nächste Termine', 'Zuletzt']);
  await screen.unmount();
  const other = await renderApp(father, '/');
  await expect
    .poll(() => parts(other))
    .toEqual(['Bitte lesen', 'Neu in Gesprächen', 'Neu', 'Nächste Termine', 'Zuletzt']);
});

test('for those who lead: the wards, what waits for an answer, what comes next, whom it has not reached, what was sent', async () => {
  const { leader } = await lindenhofMorning();
  const screen = await renderApp(leader, '/');
  await expect
    .poll(() => parts(screen))
    .toEqual([
      'Erste Schritte',
      'Heute abgemeldet',
      'Zu beantworten',
      'Nächste Termine',
      'Noch nicht dabei',
      'Noch nicht gelesen',
      'Zuletzt gesendet',
    ]);
  const unread = screen.getByRole('list', { name: 'Noch nicht gelesen' });
  await expect.element(unread).toMatchTextContent(/Ausflug in den Zoo.*Can Yılmaz und Fionn O’Neill.*2 fehlen/u);
  await expect.element(unread).toMatchTextContent(/Sommerfest.*und 1 weitere Person.*4 fehlen/u);
  await expect
    .element(screen.getByRole('link', { name: /1 Zugangsbrief ist noch nicht benutzt/u }))
    .toMatchTextContent(/Petra Schäfer/u);
});

test('the rest of the staff is not told whom it has not reached', async () => {
  const { leader, father } = await lindenhofMorning();
  leader.world.admit(father.snapshot().institution?.me ?? '', 'team');
  const screen = await renderApp(father, '/');
  await expect
    .poll(() => parts(screen))
    .toEqual([
      'Sie gehören jetzt zum Team',
      'Heute abgemeldet',
      'Zu beantworten',
      'Nächste Termine',
      'Zuletzt gesendet',
    ]);
});
