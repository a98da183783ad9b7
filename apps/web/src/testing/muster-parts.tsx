/**
 * What the sample page shows of those parts that keep something while one uses them.
 * @module
 */
import { Copy, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { ButtonRow, Button } from '../ui/button.tsx';
import { Combo } from '../ui/combo.tsx';
import { DateField } from '../ui/date-field.tsx';
import { Confirm } from '../ui/dialog.tsx';
import { Menu } from '../ui/menu.tsx';
import { Search } from '../ui/search.tsx';
import { Picker } from '../ui/picker.tsx';
import { toast } from '../ui/toast.tsx';

const groups = [
  { value: 'bears', label: 'Bärengruppe' },
  { value: 'hedgehogs', label: 'Igelgruppe Sonnental am Wehr' },
  { value: 'frogs', label: 'Froschgruppe' },
] as const;

/** 20 July 2026. */
const day = 20_654;

export function Fields() {
  const [group, setGroup] = useState<'bears' | 'hedgehogs' | 'frogs' | null>(null);
  const [found, setFound] = useState<'bears' | 'hedgehogs' | 'frogs' | null>('frogs');
  const [date, setDate] = useState<number | null>(day);
  const [text, setText] = useState('Mia');
  return (
    <>
      <Picker label="Gruppe" placeholder="Bitte wählen" options={groups} value={group} onChange={setGroup} />
      <Picker label="Mit Fehler" error="Bitte wählen." options={groups} value="bears" onChange={setGroup} />
      <Picker label="Gesperrt" isDisabled options={groups} value="bears" onChange={setGroup} />
      <Combo label="Kind suchen" nothing="Niemand gefunden" options={groups} value={found} onChange={setFound} />
      <DateField
        label="Bis wann"
        hint="Am Wochenende ist zu."
        value={date}
        onChange={setDate}
        least={day - 20}
        isClosed={(one) => (one + 4) % 7 === 6 || (one + 4) % 7 === 0}
      />
      <DateField label="Ohne Datum" error="Bitte ein Datum." value={null} onChange={setDate} />
      <Search label="Suchen" value={text} onChange={setText} />
    </>
  );
}

export function Acts() {
  const [isOpen, setOpen] = useState(false);
  const [undone, setUndone] = useState(0);
  return (
    <>
      <ButtonRow>
        <Button onPress={() => toast('Elif ist bis Mittwoch krank gemeldet.', () => setUndone(undone + 1))}>
          Meldung zeigen
        </Button>
        <Button onPress={() => setOpen(true)}>Frage zeigen</Button>
        <Menu
          label="Mehr zu Mia"
          acts={[
            { id: 'copy', label: 'Kopieren', icon: Copy, onAct: () => setUndone(0) },
            { id: 'off', label: 'Geht gerade nicht', isDisabled: true, onAct: () => setUndone(0) },
            { id: 'delete', label: 'Löschen', icon: Trash2, isDanger: true, onAct: () => setOpen(true) },
          ]}
        />
      </ButtonRow>
      <p>Zurückgenommen: {undone}</p>
      <Confirm
        isOpen={isOpen}
        title="„Mia“ löschen?"
        yes="Löschen"
        no="Behalten"
        onYes={() => setOpen(false)}
        onNo={() => setOpen(false)}
      >
        <p>Das lässt sich nicht rückgängig machen.</p>
      </Confirm>
    </>
  );
}
