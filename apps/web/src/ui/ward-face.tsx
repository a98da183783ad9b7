/**
 * A ward by the sign that it knows as its own, else by its initials. The name always stands beside it.
 * @module
 */
import {
  Apple,
  Carrot,
  Cherry,
  Clover,
  Feather,
  Flower2,
  Moon,
  Rat,
  TreePine,
  Worm,
  type LucideIcon,
} from 'lucide-react';
import { initialsOf, toneOf } from './face.tsx';
import styles from './face.module.css';
import { pictureOf, signs } from './sign.tsx';

const more: Readonly<Record<string, LucideIcon>> = {
  rat: Rat,
  worm: Worm,
  feather: Feather,
  flower: Flower2,
  tree: TreePine,
  clover: Clover,
  cherry: Cherry,
  apple: Apple,
  carrot: Carrot,
  moon: Moon,
};

/** The names of all signs that a ward may have: those of groups and ten more. */
export const wardSigns: readonly string[] = [...signs, ...Object.keys(more)];

interface WardFaceProps {
  id: string;
  name: string;
  sign: string | null;
  isLarge?: boolean;
}

export function WardFace({ id, name, sign, isLarge = false }: WardFaceProps) {
  const Extra = sign === null ? undefined : more[sign];
  const picture = Extra === undefined ? pictureOf(sign ?? '') : <Extra className={styles['icon']} />;
  return (
    <span className={`${styles['face']} ${styles[`tone${toneOf(id)}`]} ${isLarge ? styles['large'] : ''}`} aria-hidden>
      {picture ?? initialsOf(name)}
    </span>
  );
}
