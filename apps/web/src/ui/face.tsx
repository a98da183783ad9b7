/**
 * A person as initials on a soft tone.
 * @module
 */
import styles from './face.module.css';

export function firstCharacter(text: string): string {
  const point = text.codePointAt(0);
  return point === undefined ? '' : String.fromCodePoint(point);
}

/** One or two letters. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s-]+/u).filter((word) => /^\p{L}/u.test(word));
  const [first, last] = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return (firstCharacter(first ?? '') + firstCharacter(last ?? '')).toLocaleUpperCase() || '·';
}

/** The same person has the same tone everywhere: by id, in hex. */
export function toneOf(id: string): number {
  return ((Number.parseInt(id.slice(0, 6), 16) || 0) % 8) + 1;
}

export function Face({ name, id }: { name: string; id: string }) {
  return (
    <span className={`${styles['face']} ${styles[`tone${toneOf(id)}`]}`} aria-hidden>
      {initialsOf(name)}
    </span>
  );
}
