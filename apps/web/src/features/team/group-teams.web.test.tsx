import { ownTeam } from '@obhut/domain/group-teams.ts';
import { allWards, wards } from '@obhut/domain/wards.ts';
import { expect, test } from 'vitest';
import { statesOf } from '../../shell/use-client.ts';
import type { FakeClient } from '../../testing/fake-client.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { colleagueOf, enrolled, lindenhof } from '../../testing/scenes.ts';

async function staffed() {
  const { leader } = await lindenhof();
  const [bears = '', hedgehogs = ''] = leader.world.spaces.flatMap(({ kind, id }) => (kind === 'group' ? [id] : []));
  const [beate, jonas] = [await colleagueOf(leader, 'Beate Kruse'), await colleagueOf(leader, 'Jonas Weber')];
  await enrolled(leader, 'Hana Petrenko', bears);
  await enrolled(leader, 'Elif Yılmaz', hedgehogs);
  return { leader, beate, jonas, bears, hedgehogs };
}

const spaces = (client: FakeClient) => client.snapshot().institution?.spaces ?? [];
const seen = (client: FakeClient) =>
  allWards(statesOf(client.states(), wards), spaces(client)).map(({ fields }) => fields.name);

test('leadership names who works in a group; nobody else of the staff sees its wards, until they join', async () => {
  const { leader, beate, jonas, bears } = await staffed();
  expect([seen(beate), seen(jonas)]).toEqual([
    ['Hana Petrenko', 'Elif Yılmaz'],
    ['Hana Petrenko', 'Elif Yılmaz'],
  ]);
  const screen = await renderApp(leader, `/gruppen/${bears}`);
  await expect.element(screen.getByText(/^Hier arbeitet das ganze Team/u)).toBeVisible();
  await screen.getByRole('link', { name: 'Eigenes Team bestimmen' }).click();
  await expect.element(screen.getByText(/^Nichts Neues liest ab dann: Beate Kruse, Jonas Weber/u)).toBeVisible();
  await screen.getByText('Beate Kruse').click();
  await expect.element(screen.getByText(/^Nichts Neues liest ab dann: Jonas Weber/u)).toBeVisible();
  await screen.getByRole('button', { name: 'Speichern' }).click();
  const team = screen.getByRole('list', { name: 'Team der Gruppe' });
  await expect.element(team).toMatchTextContent(/Beate Kruse/u);
  await expect.element(team).not.toMatchTextContent(/Jonas/u);
  expect([seen(beate), seen(jonas)]).toEqual([['Hana Petrenko', 'Elif Yılmaz'], ['Elif Yılmaz']]);
  // Nothing is left that another team reads.
  await expect.element(screen.getByRole('button', { name: 'Nur dieses Team lesen lassen' })).not.toBeInTheDocument();

  await screen.getByRole('link', { name: 'Team ändern' }).click();
  await screen.getByText('Jonas Weber').click();
  await screen.getByRole('button', { name: 'Speichern' }).click();
  await expect.element(team).toMatchTextContent(/Jonas Weber/u);
  expect(seen(jonas)).toEqual(['Hana Petrenko', 'Elif Yılmaz']);

  await screen.getByRole('link', { name: 'Team ändern' }).click();
  await screen.getByRole('button', { name: 'Dem ganzen Team öffnen' }).click();
  await screen.getByRole('button', { name: 'Öffnen', exact: true }).click();
  await expect.element(screen.getByText(/^Hier arbeitet das ganze Team/u)).toBeVisible();
  expect(ownTeam(spaces(leader), bears)).toBeNull();
});

test('on the page of a colleague stands where they work; they are taken in and out there, too', async () => {
  const { leader, jonas, bears } = await staffed();
  const screen = await renderApp(leader, `/gruppen/${bears}/team`);
  await screen.getByText('Beate Kruse').click();
  await screen.getByRole('button', { name: 'Speichern' }).click();
  await expect.element(screen.getByRole('link', { name: 'Team ändern' })).toBeVisible();
  await screen.unmount();

  const me = jonas.snapshot().institution?.me ?? '';
  const theirs = await renderApp(leader, `/briefe/person/${me}`);
  const works = theirs.getByRole('list', { name: 'Arbeitet in diesen Gruppen' });
  await expect.element(works).toMatchTextContent(/Igelgruppe.*wie das ganze Team/u);
  await expect.element(works).not.toMatchTextContent(/Bärengruppe/u);
  await theirs.getByRole('link', { name: 'Gruppen ändern' }).click();
  await theirs.getByText('Bärengruppe').click();
  await theirs.getByRole('button', { name: 'Speichern' }).click();
  await expect.element(works).toMatchTextContent(/Bärengruppe.*im eigenen Team/u);
  expect(seen(jonas)).toEqual(['Hana Petrenko', 'Elif Yılmaz']);
  await theirs.getByRole('link', { name: 'Gruppen ändern' }).click();
  await theirs.getByText('Bärengruppe').click();
  await expect.element(theirs.getByText(/^Nichts Neues liest ab dann: Jonas Weber/u)).toBeVisible();
  await theirs.getByRole('button', { name: 'Speichern' }).click();
  await expect.element(works).not.toMatchTextContent(/Bärengruppe/u);
  expect(seen(jonas)).toEqual(['Elif Yılmaz']);
});

test('who reads along beside the team is named, and is out by one touch', async () => {
  const { leader, jonas, bears } = await staffed();
  const screen = await renderApp(leader, `/gruppen/${bears}/team`);
  await screen.getByText('Beate Kruse').click();
  await screen.getByRole('button', { name: 'Speichern' }).click();
  await expect.element(screen.getByRole('link', { name: 'Team ändern' })).toBeVisible();
  const ward = leader.world.spaces.find(({ kind }) => kind === 'ward');
  if (ward !== undefined)
    ward.spaces = [leader.world.spaceOfKind('leadership').id, leader.world.spaceOfKind('team').id];
  leader.world.changed();
  await screen.getByRole('button', { name: 'Nur dieses Team lesen lassen' }).click();
  await expect.element(screen.getByRole('button', { name: 'Nur dieses Team lesen lassen' })).not.toBeInTheDocument();
  expect(seen(jonas)).toEqual(['Elif Yılmaz']);
});

test('whoever does not lead reads who works there, and changes nothing; a failure keeps what was chosen', async () => {
  const { leader, beate, bears } = await staffed();
  const theirs = await renderApp(beate, `/gruppen/${bears}`);
  await expect.element(theirs.getByText('Wer hier arbeitet, bestimmt die Leitung.')).toBeVisible();
  await expect.element(theirs.getByRole('link', { name: 'Eigenes Team bestimmen' })).not.toBeInTheDocument();
  await theirs.unmount();
  const directly = await renderApp(beate, `/gruppen/${bears}/team`);
  await expect.element(directly.getByText('Wer hier arbeitet, bestimmt die Leitung.')).toBeVisible();
  await directly.unmount();

  const screen = await renderApp(leader, `/gruppen/${bears}/team`);
  await screen.getByText('Beate Kruse').click();
  leader.failNext('offline');
  await screen.getByRole('button', { name: 'Speichern' }).click();
  await expect.element(screen.getByRole('alert')).toMatchTextContent(/Keine Verbindung/u);
  await expect.element(screen.getByRole('checkbox', { name: 'Beate Kruse' })).toBeChecked();
});
