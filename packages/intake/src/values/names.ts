/**
 * Names in one cell: "Yılmaz, Mia", "Elif Al-Hamad", and two people who share a family name.
 * @module
 */
import { tidy } from '../text.ts';

export interface Name {
  given: string;
  family: string;
}

/** `isUnsure`: where the given name ends cannot be seen. */
export interface Split extends Name {
  isUnsure: boolean;
}

const particles = /^(?:von|vom|van|zu|zum|zur|de|del|della|di|da|dos|du|la|le|el|al|bin|ibn|ben|ter|ten|af|av|st\.?)$/u;

/** How often two words end a name in a list, and with how many beginnings: a family name of two words has several. */
export type Endings = ReadonlyMap<string, ReadonlySet<string>>;

export function endingsOf(names: readonly string[]): Endings {
  const endings = new Map<string, Set<string>>();
  for (const name of names) {
    const words = tidy(name).split(' ');
    if (words.length < 3) continue;
    const ending = words.slice(-2).join(' ');
    const before = endings.get(ending) ?? new Set();
    endings.set(ending, before.add(words.slice(0, -2).join(' ')));
  }
  return endings;
}

export function splitName(text: string, endings: Endings): Split {
  const name = tidy(text);
  const comma = /^([^,]+),\s*(.+)$/u.exec(name);
  if (comma !== null) return { family: (comma[1] ?? '').trim(), given: (comma[2] ?? '').trim(), isUnsure: false };
  const words = name.split(' ');
  const particle = words.findIndex((word, at) => at > 0 && at < words.length - 1 && particles.test(word));
  if (particle > 0) return at(words, particle, false);
  if (words.length <= 2) return at(words, words.length - 1, words.length === 1);
  const isPair = (endings.get(words.slice(-2).join(' '))?.size ?? 0) > 1;
  return at(words, words.length - (isPair ? 2 : 1), !isPair);
}

function at(words: readonly string[], split: number, isUnsure: boolean): Split {
  return { given: words.slice(0, split).join(' '), family: words.slice(split).join(' '), isUnsure };
}

const and = /\s+(?:und|u\.|and|&|\+)\s+|\s*[/;\n]\s*/u;

/** "Jürgen und Hana Groß" are two, and so are "Anna Schmidt / Jonas Weber". "Familie Groß" is nobody in particular: the given name is empty. */
export function peopleOf(text: string, endings: Endings): Split[] {
  const bare = text.replace(/^\s*(?:Familie|Fam\.|Eheleute|Herr und Frau|Herr|Frau|Hr\.|Fr\.)\s+/u, '');
  const isFamily = /^\s*(?:Familie|Fam\.|Eheleute|Herr und Frau)\s/u.test(text);
  const wholes = bare.split(and).filter((part) => tidy(part) !== '');
  const last = wholes.at(-1) ?? '';
  if (isFamily && wholes.length === 1 && !last.includes(' '))
    return [{ given: '', family: tidy(last), isUnsure: true }];
  const shared = splitName(last, endings);
  return wholes.map((part) => {
    const isGivenAlone = wholes.length > 1 && part !== last && !tidy(part).includes(' ');
    return isGivenAlone ? { ...shared, given: tidy(part) } : splitName(part, endings);
  });
}
