/**
 * Finding words in whatever letters and accents somebody types them: "Mueller" and "muller" find "Müller", "isik" finds "Işık".
 * @module
 */

const written: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue' };

/** Turkish has two letters i: their capitals lose or keep the dot in ways that depend on the language. Here all four are one. */
function plain(text: string): string {
  const bare = text.normalize('NFKD').replaceAll(/\p{M}/gu, '');
  return bare.toLowerCase().replaceAll('ı', 'i').replaceAll('ß', 'ss');
}

/** An umlaut as its two letters. */
function spelled(text: string): string {
  return plain(
    text
      .normalize('NFC')
      .toLowerCase()
      .replaceAll(/[äöü]/gu, (letter) => written[letter] ?? letter),
  );
}

/** To be asked of many texts: what was typed is prepared once. Nothing but blanks finds everything. */
export function finder(typed: string): (text: string) => boolean {
  const [bare, long] = [plain(typed.trim()), spelled(typed.trim())];
  return (text) => plain(text).includes(bare) || spelled(text).includes(long);
}
