/**
 * Phone numbers and addresses of mail, kept as they are written, and the names that stand beside them.
 * @module
 */
import { tidy } from '../text.ts';

const phone = /(?:\+|\b0|\(0)[\d\s()/.-]{4,}\d|\b\d[\d\s()/.-]{4,}\d/u;

export interface Contact {
  /** May be empty. */
  name: string;
  phone: string;
}

export function isPhone(text: string): boolean {
  return phone.exec(text)?.[0].length === text.trim().length;
}

export function isEmail(text: string): boolean {
  return /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;.]{2,}$/u.test(text.trim());
}

/** Several stand in one cell behind semicolons or in lines of their own. */
export function several(cell: string): string[] {
  return cell
    .split(/[;\n]/u)
    .map(tidy)
    .filter((part) => part !== '');
}

/** "Oma Helga 0170 5550101" and "Tante Sabine, 0171-5550102" have a name and a number. Without a number all of it is the name. */
export function contactsOf(cell: string): Contact[] {
  return several(cell).map((part) => {
    const found = phone.exec(part)?.[0] ?? '';
    const name = part
      .replace(found, ' ')
      .replaceAll(/\(\s*\)/gu, '')
      .replaceAll(/(?:\s|,|:)(?:Tel|Telefon|Handy|Mobil|mobile|phone)\b\.?:?/giu, ' ');
    return { name: tidy(name).replaceAll(/^[\s,:–-]+|[\s,:–-]+$/gu, ''), phone: found.trim() };
  });
}
