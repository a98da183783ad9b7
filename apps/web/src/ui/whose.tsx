/**
 * Whose something is, where what is on the screen is of several institutions: their name beside it, and what has to be done before one acts on it.
 * @module
 */
import { Building2 } from 'lucide-react';
import { createContext, useContext, useEffect, useRef, useState } from 'react';
import styles from './chip.module.css';

/** The institution's name; null: it is plain, or said above. */
export const WhoseContext = createContext<string | null>(null);

/** The institution of every page that does not say of which it is; null: there is but one. */
export const InFrontContext = createContext<string | null>(null);

/** Brings the institution to the front; false: it could not. Null: it is there. */
export const TurnContext = createContext<(() => Promise<boolean>) | null>(null);

/** Of one institution among several, its name. */
export function WhoseChip() {
  const name = useContext(WhoseContext);
  if (name === null) return null;
  return (
    <span className={`${styles['chip']} ${styles['plain']} ${styles['whose']}`}>
      <Building2 className={styles['icon']} aria-hidden />
      <bdi>{name}</bdi>
    </span>
  );
}

/** What is pressed is done in its institution: that comes to the front first, and only where it has come is it done, as it is meant there. */
export function useTurnFirst(onPress: (() => void) | undefined): (() => void) | undefined {
  const turn = useContext(TurnContext);
  const [turned, setTurned] = useState(0);
  const done = useRef(0);
  useEffect(() => {
    if (turned === done.current) return;
    done.current = turned;
    // Another may have come to the front since.
    if (turn === null) onPress?.();
  }, [turned, turn, onPress]);
  if (turn === null || onPress === undefined) return onPress;
  return () => void turn().then((isDone) => isDone && setTurned((times) => times + 1));
}
