/**
 * What the forms ask about the breach, the data, the persons and the accesses.
 * @module
 */
import type { Field } from './field-types.ts';

export const what = [
  {
    id: 'breach.nature',
    label: 'Vertraulichkeit / Integrität / Verfügbarkeit',
    type: 'multi',
    article: '4(12), 33(3)(a)',
    seenIn: ['NI', 'EDPB'],
    filledBy: 'auto',
  },
  {
    id: 'breach.category',
    label:
      'Kategorie des Vorfalls (Fehlkonfiguration/Webveröffentlichung, Hacking, Schadcode, Diebstahl, Verlust, Fehlversand, Softwarefehler, Entsorgung …)',
    type: 'enum',
    article: '33(3)(a)',
    seenIn: ['SN', 'NI', 'BY', 'RP', 'EDPB'],
    filledBy: 'auto',
  },
  {
    id: 'breach.description',
    label: 'Beschreibung: was, wo, wer, wie bekannt, wer informiert',
    type: 'text',
    article: '33(3)(a)',
    seenIn: ['all'],
    filledBy: 'auto',
    offer: 'draft',
  },
  {
    id: 'breach.cause',
    label: 'Ursache intern/extern, vorsätzlich/fahrlässig',
    type: 'enum',
    article: '33(3)(a)',
    seenIn: ['EDPB', 'NI'],
    filledBy: 'auto',
    offer: 'draft',
  },
  {
    id: 'data.categories',
    label:
      'Datenarten: Name, Geburtsdatum, Anschrift, Kontakt, Foto/Video, Unterschrift, Abwesenheit, Bank, Passwörter, Standort …',
    type: 'multi',
    article: '33(3)(a)',
    seenIn: ['all'],
    filledBy: 'auto',
  },
  {
    id: 'data.special',
    label: 'Besondere Kategorien: Gesundheit/Impfung, Religion, Herkunft … ; Sozialdaten (§ 67 SGB X)',
    type: 'multi',
    article: '9, 33(3)(a)',
    seenIn: ['HB', 'SN', 'NI', 'EDPB'],
    filledBy: 'auto',
  },
  {
    id: 'data.record_count',
    label: 'Ungefähre Zahl der Datensätze (min–max, Zählweise)',
    type: 'int range',
    article: '33(3)(a)',
    seenIn: ['RP', 'AT', 'KDSZ', 'CH', 'NI'],
    filledBy: 'auto',
  },
  {
    id: 'data.state',
    label: 'Zustand: Klartext / Ende-zu-Ende verschlüsselt / nur Metadaten; Schlüssel betroffen?',
    type: 'enum',
    article: '34(3)(a)',
    seenIn: ['EDPB', 'NI(6)'],
    filledBy: 'auto',
    offer: 'proof',
  },
  {
    id: 'persons.categories',
    label:
      'Personenkategorien: Kinder, Schüler, Bewohner, Eltern/Sorgeberechtigte, Angehörige, Beschäftigte, Notfallkontakte',
    type: 'multi',
    article: '33(3)(a)',
    seenIn: ['NI', 'RP', 'HB', 'SN', 'EDPB'],
    filledBy: 'auto',
  },
  {
    id: 'persons.count',
    label: 'Ungefähre Zahl der Personen (min–max)',
    type: 'int range',
    article: '33(3)(a)',
    seenIn: ['all'],
    filledBy: 'auto',
  },
  {
    id: 'persons.vulnerable',
    label: 'Schutzbedürftige/Kinder betroffen',
    type: 'bool',
    article: 'Rec. 75',
    seenIn: ['NI', 'EDPB'],
    filledBy: 'auto',
  },
  {
    id: 'persons.crossborder',
    label: 'Betroffene in anderen EU-Staaten; grenzüberschreitend',
    type: 'bool+list',
    article: '56',
    seenIn: ['NI', 'EDPB'],
    filledBy: 'auto',
    offer: 'draft',
  },
  {
    id: 'access.evidence',
    label: 'Nachgewiesene Zugriffe: Zahl, Zeit, Herkunft; Abdeckung der Protokolle (von–bis, lückenlos geprüft)',
    type: 'table',
    article: '33(3)(a),33(5)',
    seenIn: ['EDPB', 'BW(text)'],
    filledBy: 'auto',
  },
] as const satisfies readonly Field[];
