/**
 * `/muster.html` while developing: every part of the design system in its states. Not in the build. `?dir=rtl` turns it round.
 * @module
 */
import { Inbox, Paperclip, RotateCw } from 'lucide-react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { Bars } from '../ui/bars.tsx';
import '../ui/base.css';
import { Button, ButtonRow } from '../ui/button.tsx';
import { Card, List, Row } from '../ui/card.tsx';
import { Chip } from '../ui/chip.tsx';
import { Empty } from '../ui/empty.tsx';
import { Face } from '../ui/face.tsx';
import { FileRow } from '../ui/file-row.tsx';
import { Hint, Mistake, Strip } from '../ui/notice.tsx';
import { Page, Section } from '../ui/page.tsx';
import { PresenceChip, WardTiles } from '../ui/presence.tsx';
import { Progress } from '../ui/progress.tsx';
import { Ring } from '../ui/ring.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { Toasts } from '../ui/toast.tsx';
import { WardFace, wardSigns } from '../ui/ward-face.tsx';
import { Acts, Fields } from './muster-parts.tsx';

const asked = new URLSearchParams(window.location.search);
const dir = asked.get('dir') === 'rtl' ? 'rtl' : 'ltr';
const nothing = () => undefined;

const wards = [
  { id: '100000', name: 'Mia', sign: 'squirrel', presence: 'present', text: 'seit 8:12' },
  { id: '200000', name: 'Elif', sign: 'rabbit', presence: 'ill', text: 'krank' },
  { id: '300000', name: 'Finn', sign: 'fish', presence: 'present', text: 'seit 8:30', notice: 'Allergie: Nüsse' },
  { id: '400000', name: 'Олена', sign: null, presence: 'expected', text: 'erwartet 9:00' },
  { id: '500000', name: 'أميرة', sign: 'moon', presence: 'collected', text: 'ab 12:30' },
] as const;

function Marks() {
  return (
    <Card>
      <ButtonRow>
        <PresenceChip presence="present" text="seit 8:12 da" />
        <PresenceChip presence="expected" text="erwartet 9:00" />
        <PresenceChip presence="ill" text="krank" />
        <PresenceChip presence="collected" text="abgeholt" />
        <Chip tone="sun">bis Fr</Chip>
      </ButtonRow>
      <ButtonRow>
        {wardSigns.map((sign, at) => (
          <WardFace key={sign} id={`${at % 8}`.padStart(6, '0')} name="" sign={sign} />
        ))}
      </ButtonRow>
    </Card>
  );
}

function Rows() {
  return (
    <List label="Zeilen">
      <Row picture={<Face id="4" name="Sabine Brandt" />} title="Sommerfest" under="Sabine Brandt" to="#fest" />
      <Row
        picture={<WardFace id="2" name="Mia" sign="cat" />}
        title="Familie Yılmaz"
        under="Elif · Bären · gelesen gestern 19:02"
        end={<Chip tone="sun">Erinnert</Chip>}
        to="#yilmaz"
      />
      <Row picture={<Paperclip aria-hidden />} title="Ohne Ziel" isStrong={false} />
    </List>
  );
}

function Numbers() {
  return (
    <Card>
      <Ring part={49} begun={6} whole={60} under="von 60" label="49 von 60 haben geantwortet, 6 gelesen" />
      <Bars
        label="Nach Gruppe"
        bars={[
          { id: 'a', label: 'Bären', part: 14, begun: 1, whole: 16, text: '14/16' },
          { id: 'b', label: 'Igel', part: 11, begun: 3, whole: 16, text: '11/16' },
        ]}
      />
      <Progress label="Import" text="3 von 12" done={3} total={12} />
    </Card>
  );
}

function States() {
  return (
    <>
      <Empty icon={Inbox} action={<Button kind="primary">CSV importieren</Button>}>
        Noch keine Kinder.
      </Empty>
      <Skeleton label="Wird geladen" />
      <Mistake>Keine Verbindung zum Server. Prüfen Sie Ihr Netz.</Mistake>
      <Button icon={RotateCw}>Noch einmal</Button>
      <Hint>Nur Sie und das Team können das lesen.</Hint>
      <Strip tone="offline">Offline: wird gesendet, sobald Sie wieder Netz haben</Strip>
    </>
  );
}

function Muster() {
  return (
    <main>
      <Page title="Muster">
        <Section title="Knöpfe">
          <ButtonRow>
            <Button kind="primary">Senden</Button>
            <Button>Später</Button>
            <Button kind="quiet">Mehr dazu</Button>
            <Button kind="danger">Löschen</Button>
            <Button isDisabled>Gesperrt</Button>
            <Button isBusy>Läuft</Button>
          </ButtonRow>
          <Acts />
        </Section>
        <Section title="Felder">
          <Card>
            <Fields />
          </Card>
        </Section>
        <Section title="Reiter">
          <Tabs
            label="Ansichten"
            views={[
              { id: 'a', label: 'Gelesen', content: <Rows /> },
              { id: 'b', label: 'Noch nicht gelesen', content: <p>Niemand.</p> },
            ]}
          />
        </Section>
        <Section title="Kinder">
          <WardTiles label="Bärengruppe" wards={wards} onPress={nothing} />
        </Section>
        <Section title="Zeichen">
          <Marks />
        </Section>
        <Section title="Zahlen">
          <Numbers />
        </Section>
        <Section title="Dateien">
          <FileRow name="elternbrief.pdf" under="2 Seiten · 84 kB" open={{ label: 'Öffnen', onPress: nothing }} />
          <FileRow name="sommerfest-am-wehr.jpg" under="1,2 MB" isPicture />
        </Section>
        <Section title="Zustände">
          <States />
        </Section>
      </Page>
      <Toasts undo="Rückgängig" dismiss="Schließen" />
    </main>
  );
}

document.documentElement.dir = dir;
document.documentElement.lang = dir === 'rtl' ? 'ar' : 'de';
const root = document.getElementById('root');
if (root === null) throw new Error('muster.html has no #root');
createRoot(root).render(
  <StrictMode>
    <I18nProvider locale={dir === 'rtl' ? 'ar-u-nu-latn' : 'de'}>
      <Muster />
    </I18nProvider>
  </StrictMode>,
);
