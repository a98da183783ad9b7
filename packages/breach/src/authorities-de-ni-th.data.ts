/**
 * Authorities of the German states, Niedersachsen to Thüringen, and of the federation.
 * @module
 */
import type { Authority } from './authority-types.ts';

export const statesSecond = [
  {
    code: 'DE-NI',
    name: 'Der Landesbeauftragte für den Datenschutz Niedersachsen',
    law: 'GDPR',
    scope:
      'Niedersachsen (public + private non-church bodies: municipal/private KiTa, public/private school, care home)',
    report: {
      page: 'https://www.navo.niedersachsen.de/navo2/portal/csend/8916/fileget/artikel_33.html',
      note: 'info: https://lfd.niedersachsen.de/startseite/datenschutzrecht/ds_gvo/meldung-von-datenschutzverletzungen-nach-artikel-33-ds-gvo-164616.html',
      email: 'poststelle@lfd.niedersachsen.de',
      post: 'Postfach 221, 30002 Hannover, Deutschland',
      pgpKey:
        'https://www.lfd.niedersachsen.de/download/32009/PGP-Key_fuer_verschluesselte_E-Mails_an_unsere_Behoerde.asc',
    },
    sources: [
      'https://www.navo.niedersachsen.de/navo2/portal/csend/8916/fileget/artikel_33.html',
      'https://github.com/datenanfragen/data/blob/0a29c3d6feee53b02e73204a3dbd312eafe56629/supervisory-authorities/dendslfd.json (CC0)',
    ],
    confidence: 'high',
  },
  {
    code: 'DE-NW',
    name: 'Landesbeauftragte für Datenschutz und Informationsfreiheit Nordrhein-Westfalen',
    law: 'GDPR',
    scope:
      'Nordrhein-Westfalen (public + private non-church bodies: municipal/private KiTa, public/private school, care home)',
    report: {
      page: 'https://www.ldi.nrw.de/',
      note: 'web form without registration; gives file number; refuses to send when risk is set to none/low',
      email: 'poststelle@ldi.nrw.de',
      post: 'Kavalleriestraße 2 - 4, 40213 Düsseldorf, Deutschland',
      pgpKey: 'https://www.ldi.nrw.de/pgp-schluessel',
    },
    sources: [
      'https://www.ldi.nrw.de/fehler/formularserver',
      'https://github.com/datenanfragen/data/blob/0a29c3d6feee53b02e73204a3dbd312eafe56629/supervisory-authorities/denrwldi.json (CC0)',
    ],
    confidence: 'high',
    doubt: 'medium (deep link not found)',
  },
  {
    code: 'DE-RP',
    name: 'Der Landesbeauftragte für den Datenschutz und die Informationsfreiheit Rheinland-Pfalz',
    law: 'GDPR',
    scope:
      'Rheinland-Pfalz (public + private non-church bodies: municipal/private KiTa, public/private school, care home)',
    report: {
      page: 'https://fms.service24.rlp.de/fms/findform?areashortname=LfDI&formtecid=6&shortname=dp_form_lfdi',
      email: 'poststelle@datenschutz.rlp.de',
      post: 'Postfach 30 40, 55020 Mainz, Deutschland',
      pgpKey: 'https://www.datenschutz.rlp.de/fileadmin/lfdi/Dokumente/pubkey_lfdi-rlp.asc',
    },
    sources: [
      'same URL',
      'https://github.com/datenanfragen/data/blob/0a29c3d6feee53b02e73204a3dbd312eafe56629/supervisory-authorities/derlpbdi.json (CC0)',
    ],
    confidence: 'high',
  },
  {
    code: 'DE-SL',
    name: 'Unabhängiges Datenschutzzentrum Saarland',
    law: 'GDPR',
    scope: 'Saarland (public + private non-church bodies: municipal/private KiTa, public/private school, care home)',
    report: {
      page: 'https://www.datenschutz.saarland.de/online-dienste/meldung-datenpanne',
      email: 'poststelle@datenschutz.saarland.de',
      post: 'Fritz-Dobisch-Straße 12, 66111 Saarbrücken, Deutschland',
      pgpKey: 'https://www.datenschutz.saarland.de/fileadmin/schluessel/datenschutzzentrum-pubkey.asc',
    },
    sources: [
      'https://datenschutz.saarland.de/online-dienste/meldung-datenpanne',
      'https://github.com/datenanfragen/data/blob/0a29c3d6feee53b02e73204a3dbd312eafe56629/supervisory-authorities/desaarudz.json (CC0)',
    ],
    confidence: 'high',
  },
  {
    code: 'DE-SN',
    name: 'Sächsische Datenschutz- und Transparenzbeauftragte',
    law: 'GDPR',
    scope: 'Sachsen (public + private non-church bodies: municipal/private KiTa, public/private school, care home)',
    report: {
      page: 'https://www.datenschutz.sachsen.de/meldung-datenschutzverstoss-4133.html',
      email: 'post@sdtb.sachsen.de',
      post: 'Postfach 11 01 32, 01330 Dresden, Deutschland',
      pgpKey: 'https://www.datenschutz.sachsen.de/download/SDTB_Post.asc',
    },
    sources: [
      'https://datenschutz.sachsen.de/meldung-datenschutzverstoss-4133.html',
      'https://github.com/datenanfragen/data/blob/0a29c3d6feee53b02e73204a3dbd312eafe56629/supervisory-authorities/desaechsdsb.json (CC0)',
    ],
    confidence: 'high',
    doubt: 'medium (address: authority moved 03/2025)',
  },
  {
    code: 'DE-ST',
    name: 'Landesbeauftragter für den Datenschutz Sachsen-Anhalt',
    law: 'GDPR',
    scope:
      'Sachsen-Anhalt (public + private non-church bodies: municipal/private KiTa, public/private school, care home)',
    report: {
      page: 'https://datenschutz.sachsen-anhalt.de/service/online-formulare/',
      email: 'poststelle@lfd.sachsen-anhalt.de',
      post: 'Postfach 1947, 39009 Magdeburg, Deutschland',
      pgpKey:
        'https://datenschutz.sachsen-anhalt.de/fileadmin/Bibliothek/Landesaemter/LfD/PDF/binary/Landesbeauftragter/Anschrift/E-Mail/LfD_ST_Public_Key.asc',
    },
    sources: [
      'https://www.aerticket.de/datenschutz-meldung/ says: online form exists',
      'https://github.com/datenanfragen/data/blob/0a29c3d6feee53b02e73204a3dbd312eafe56629/supervisory-authorities/desalbd.json (CC0)',
    ],
    confidence: 'medium',
    doubt: 'parent page, deep link not verified',
  },
  {
    code: 'DE-SH',
    name: 'Unabhängiges Landeszentrum für Datenschutz Schleswig-Holstein',
    law: 'GDPR',
    scope:
      'Schleswig-Holstein (public + private non-church bodies: municipal/private KiTa, public/private school, care home)',
    report: {
      email: 'mail@datenschutzzentrum.de',
      post: 'Postfach 71 16, 24171 Kiel, Deutschland',
      pgpKey: 'https://www.datenschutzzentrum.de/uploads/uld/uld.asc',
    },
    sources: [
      'https://www.aerticket.de/datenschutz-meldung/ says: no online form (undated list)',
      'https://github.com/datenanfragen/data/blob/0a29c3d6feee53b02e73204a3dbd312eafe56629/supervisory-authorities/deshuld.json (CC0)',
    ],
    confidence: 'medium',
    doubt: 'e-mail/post sure, breach-form URL not found',
  },
  {
    code: 'DE-TH',
    name: 'Thüringer Landesbeauftragter für den Datenschutz und die Informationsfreiheit',
    law: 'GDPR',
    scope: 'Thüringen (public + private non-church bodies: municipal/private KiTa, public/private school, care home)',
    report: {
      email: 'poststelle@datenschutz.thueringen.de',
      post: 'Postfach 900455, 99107 Erfurt, Deutschland',
      pgpKey: 'https://www.tlfdi.de/fileadmin/tlfdi/wir-ueber-uns/tlfdi_schluessel_ab_2020.txt',
    },
    sources: [
      'https://www.aerticket.de/datenschutz-meldung/ says: no online form (undated list); downloadable form mentioned by https://dswiki.tu-ilmenau.de/meldung_eines_datenschutzverstosses',
      'https://github.com/datenanfragen/data/blob/0a29c3d6feee53b02e73204a3dbd312eafe56629/supervisory-authorities/detlfdi.json (CC0)',
    ],
    confidence: 'medium',
    doubt: 'e-mail/post sure, breach-form URL not found',
  },
  {
    code: 'DE-BUND',
    name: 'Die Bundesbeauftragte für den Datenschutz und die Informationsfreiheit',
    law: 'GDPR',
    scope: 'Federal bodies only (e.g. Bundeswehr/federal-agency KiTa); not for normal institutions',
    report: {
      email: 'poststelle@bfdi.bund.de',
      post: 'Graurheindorfer Str. 153, 53117 Bonn, Deutschland',
      pgpKey: 'https://www.bfdi.bund.de/SharedDocs/Downloads/DE/DokumenteBfDI/BfDIKey.txt?__blob=publicationFile&v=6',
    },
    sources: [
      'https://github.com/datenanfragen/data/blob/0a29c3d6feee53b02e73204a3dbd312eafe56629/supervisory-authorities/debfdi.json (CC0)',
    ],
    confidence: 'high',
    doubt: 'breach-form URL not looked up',
  },
] as const satisfies readonly Authority[];
