/**
 * For looking at screens while developing: `dev.html?as=mother&path=/nachrichten&in=ar`, on made-up people, without a server; `&only=import` for
 * the import, which has no address so far. Not in the build.
 * @module
 */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../ui/base.css';
import ImportPage from '../features/import/page.tsx';
import { App } from '../shell/app.tsx';
import { takeFragments } from '../shell/fragment.ts';
import { chooseLanguage, startLanguage } from '../shell/language.ts';
import { isLanguage } from '../shell/languages.ts';
import { ClientContext } from '../shell/use-client.ts';
import { FakeClient } from './fake-client.ts';
import { fakeToday } from './fake-world.ts';
import { lindenhofMorning } from './scene-of-a-day.ts';
import { carrierOf, foundedBy, lindenhof, newWorld, publish } from './scenes.ts';

async function letterReader(): Promise<FakeClient> {
  const { leader } = await lindenhof();
  const client = new FakeClient(leader.world);
  const letter = leader.world.letters.find(({ isUsed }) => !isUsed);
  if (letter !== undefined) await client.openLetter(letter);
  return client;
}

async function offline(): Promise<FakeClient> {
  const { leader } = await lindenhof();
  leader.setOnline(false);
  await publish(
    leader,
    leader.world.spaceOfKind('everyone').id,
    'Heizung ausgefallen',
    'Bitte warme Kleidung mitgeben.',
  );
  return leader;
}

function Import() {
  const known = { wards: [], groups: [] };
  return (
    <ImportPage
      known={known}
      kept={[]}
      seed={new Uint8Array(16)}
      onKeep={() => {}}
      carryOut={() => Promise.resolve()}
    />
  );
}

/** Reads along for the carrier; somebody asks with the sheet from the safe. */
async function carrier(): Promise<FakeClient> {
  const { leader, mother } = await lindenhof();
  leader.world.admit(mother.snapshot().institution?.me ?? '', 'carrier');
  leader.world.recovery = { persona: leader.world.newId(), since: fakeToday, isApproved: false };
  leader.world.changed();
  return mother;
}

/** Writes to everyone for the carrier. */
async function writer(): Promise<FakeClient> {
  const { leader } = await lindenhof();
  const client = await carrierOf(leader, 'Petra Lang');
  await publish(client, leader.world.spaceOfKind('everyone').id, 'Neue Beiträge ab August', 'Liebe Familien, …');
  return client;
}

/** On a new device that has had a first look. */
async function lookingFirst(): Promise<FakeClient> {
  const { mother } = await lindenhof();
  mother.lookFirst();
  return mother;
}

const people: Readonly<Record<string, () => Promise<FakeClient>>> = {
  visitor: async () => new FakeClient((await lindenhof()).leader.world),
  founded: () => foundedBy(newWorld()),
  fresh: async () => {
    const leader = await foundedBy(newWorld());
    await leader.kitKept();
    return leader;
  },
  leader: async () => (await lindenhof()).leader,
  offline,
  mother: async () => (await lindenhof()).mother,
  father: async () => (await lindenhof()).father,
  letter: letterReader,
  'first-look': lookingFirst,
  carrier,
  writer,
  'mother-writer': async () => {
    const { leader, mother } = await lindenhof();
    const client = await carrierOf(leader, 'Petra Lang');
    await publish(client, leader.world.spaceOfKind('everyone').id, 'Neue Beiträge ab August', 'Liebe Familien, …');
    return mother;
  },
  'leader-morning': async () => (await lindenhofMorning()).leader,
  'mother-morning': async () => (await lindenhofMorning()).mother,
  'father-morning': async () => (await lindenhofMorning()).father,
};

const asked = new URLSearchParams(window.location.search);
const client = await (people[asked.get('as') ?? 'leader'] ?? offline)();
const [path = '/', post = ''] = (asked.get('path') ?? '/').split('!');
const posts = client.world.spaces.flatMap(({ facts }) => facts).filter(({ fact }) => fact.type === 'post/published@1');
const language = asked.get('in');
await (isLanguage(language) ? chooseLanguage(language) : startLanguage());
takeFragments();
history.replaceState(null, '', path + (post === '' ? '' : (posts[Number(post)]?.fact.id ?? '')));

const root = document.getElementById('root');
if (root === null) throw new Error('dev.html has no #root');
createRoot(root).render(
  <StrictMode>
    <ClientContext value={client}>{asked.get('only') === 'import' ? <Import /> : <App />}</ClientContext>
  </StrictMode>,
);
