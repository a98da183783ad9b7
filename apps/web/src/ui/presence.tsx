/**
 * The wards of a group as tiles: who each is, and where.
 * @module
 */
import { Check, Clock, House, Thermometer, TriangleAlert, type LucideIcon } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { Chip } from './chip.tsx';
import styles from './presence.module.css';
import { WardFace } from './ward-face.tsx';

export type Presence = 'present' | 'expected' | 'ill' | 'collected';

const looks: Readonly<Record<Presence, { tone: 'pine' | 'plain' | 'late'; icon: LucideIcon }>> = {
  present: { tone: 'pine', icon: Check },
  expected: { tone: 'plain', icon: Clock },
  ill: { tone: 'late', icon: Thermometer },
  collected: { tone: 'plain', icon: House },
};

/** `text` says it in words: "seit 8:12", "krank". */
export function PresenceChip({ presence, text }: { presence: Presence; text: string }) {
  const { tone, icon } = looks[presence];
  return (
    <Chip tone={tone} icon={icon}>
      {text}
    </Chip>
  );
}

export interface WardTile {
  id: string;
  name: string;
  sign: string | null;
  presence: Presence;
  text: string;
  /** Something to know before acting, such as an allergy: said to those who hear it. */
  notice?: string;
}

interface WardTilesProps {
  label: string;
  wards: readonly WardTile[];
  onPress: (id: string) => void;
}

export function WardTiles({ label, wards, onPress }: WardTilesProps) {
  return (
    <ul className={styles['grid']} aria-label={label}>
      {wards.map(({ id, name, sign, presence, text, notice }) => (
        <li key={id}>
          <Button className={`${styles['tile']} ${styles[presence]}`} onPress={() => onPress(id)}>
            {notice !== undefined && (
              <span className={styles['notice']}>
                <TriangleAlert className={styles['icon']} aria-hidden />
                <span className={styles['heard']}>{notice}</span>
              </span>
            )}
            <WardFace id={id} name={name} sign={sign} isLarge />
            <bdi className={styles['name']}>{name}</bdi>
            <PresenceChip presence={presence} text={text} />
          </Button>
        </li>
      ))}
    </ul>
  );
}
