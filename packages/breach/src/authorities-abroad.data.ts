/**
 * Authorities of Austria, Switzerland and Liechtenstein.
 * @module
 */
import type { Authority } from './authority-types.ts';

export const abroad = [
  {
    code: 'AT',
    name: 'Österreichische Datenschutzbehörde',
    law: 'GDPR',
    scope: 'Austria, all public and private bodies',
    report: {
      page: 'https://dsb.gv.at/eingabe-an-die-dsb/-meldung-data-breach',
      email: 'dsb@dsb.gv.at',
      post: 'Barichgasse 40-42, 1030 Wien, Österreich',
    },
    sources: [
      'https://dsb.gv.at/eingabe-an-die-dsb/-meldung-data-breach',
      'https://github.com/datenanfragen/data/blob/0a29c3d6feee53b02e73204a3dbd312eafe56629/supervisory-authorities/atdsb.json (CC0)',
    ],
    confidence: 'high',
    doubt: 'church bodies in AT: medium',
  },
  {
    code: 'CH-BUND',
    name: 'EDÖB – Eidgenössischer Datenschutz- und Öffentlichkeitsbeauftragter',
    law: 'CH-DSG',
    scope: 'Switzerland: PRIVATE bodies (private KiTa/school/home) and federal bodies; only HIGH risk',
    report: {
      page: 'https://databreach.edoeb.admin.ch/',
      note: 'portal address not verified',
      post: 'Feldeggweg 1, 3003 Bern, Schweiz',
    },
    sources: [
      'https://activemind.ch/gesetze/dsg/artikel-24',
      'https://github.com/datenanfragen/data/blob/0a29c3d6feee53b02e73204a3dbd312eafe56629/supervisory-authorities/chedoeb.json (CC0)',
    ],
    confidence: 'high',
    doubt: 'low (portal URL unverified)',
  },
  {
    code: 'CH-KANTON',
    name: 'Kantonale / städtische Datenschutzbeauftragte (26 cantons; list at educa/privatim)',
    law: 'cantonal',
    scope: 'Switzerland: PUBLIC schools, municipal KiTa, public homes',
    report: {
      page: 'https://www.educa.ch/de/aktuelles/educa-dossier/datenschutzkonforme-schule/datenschutz-den-kantonen',
      note: 'example FR: https://fr.ch/de/staat-und-recht/transparenz-und-datenschutz/meldung-von-datensicherheitsverletzungen',
    },
    sources: ['https://www.educa.ch/de/aktuelles/educa-dossier/datenschutzkonforme-schule/datenschutz-den-kantonen'],
    confidence: 'medium',
    doubt: 'table per canton still to be filled',
  },
  {
    code: 'LI',
    name: 'Datenschutzstelle Fürstentum Liechtenstein',
    law: 'GDPR',
    scope: 'Liechtenstein',
    report: { page: 'https://datenschutzstelle.li/services-und-downloads/formulare' },
    sources: ['https://datenschutzstelle.li/services-und-downloads/formulare'],
    confidence: 'high',
  },
] as const satisfies readonly Authority[];
