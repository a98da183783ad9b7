/**
 * A group's sign: a small picture in the group's colour, always beside its name.
 * @module
 */
import {
  Bird,
  Bug,
  Cat,
  Dog,
  Fish,
  Leaf,
  Panda,
  Rabbit,
  Shell,
  Snail,
  Squirrel,
  Star,
  Sun,
  Turtle,
} from 'lucide-react';
import type { ReactElement } from 'react';
import { firstCharacter } from './face.tsx';
import styles from './face.module.css';

const look = { className: styles['icon'] ?? '' };

const pictures: ReadonlyMap<string, ReactElement> = new Map([
  ['panda', <Panda key="panda" {...look} />],
  ['squirrel', <Squirrel key="squirrel" {...look} />],
  ['rabbit', <Rabbit key="rabbit" {...look} />],
  ['fish', <Fish key="fish" {...look} />],
  ['bird', <Bird key="bird" {...look} />],
  ['cat', <Cat key="cat" {...look} />],
  ['dog', <Dog key="dog" {...look} />],
  ['turtle', <Turtle key="turtle" {...look} />],
  ['snail', <Snail key="snail" {...look} />],
  ['bug', <Bug key="bug" {...look} />],
  ['shell', <Shell key="shell" {...look} />],
  ['leaf', <Leaf key="leaf" {...look} />],
  ['sun', <Sun key="sun" {...look} />],
  ['star', <Star key="star" {...look} />],
]);

/** The names of all signs. */
export const signs: readonly string[] = [...pictures.keys()];

export function pictureOf(sign: string): ReactElement | undefined {
  return pictures.get(sign);
}

/** One that is not known here is the name's first letter. */
export function Sign({ sign, colour, name }: { sign: string; colour: number; name: string }) {
  return (
    <span className={`${styles['sign']} ${styles[`tone${colour}`]}`} aria-hidden>
      {pictures.get(sign) ?? firstCharacter(name)}
    </span>
  );
}
