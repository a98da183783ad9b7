/**
 * Authorities of the German states, Baden-Württemberg to Mecklenburg-Vorpommern.
 * @module
 */
import type { Authority } from './authority-types.ts';

export const statesFirst = [
  {
    code: 'DE-BW',
    name: 'Der Landesbeauftragte für den Datenschutz und die Informationsfreiheit Baden-Württemberg',
    law: 'GDPR',
    scope:
      'Baden-Württemberg (public + private non-church bodies: municipal/private KiTa, public/private school, care home)',
    report: {
      page: 'https://www.baden-wuerttemberg.datenschutz.de/datenpanne-melden/',
      email: 'poststelle@lfdi.bwl.de',
      post: 'Postfach 10 29 32, 70025 Stuttgart, Deutschland',
      pgpKey: 'https://www.baden-wuerttemberg.datenschutz.de/wp-content/uploads/2020/09/LfDI-PGP-Key.txt',
    },
    sources: [
      'https://datenschutz-webinar.ms-computer.de/?p=691',
      'https://github.com/datenanfragen/data/blob/0a29c3d6feee53b02e73204a3dbd312eafe56629/supervisory-authorities/debawueldb.json (CC0)',
    ],
    confidence: 'high',
  },
  {
    code: 'DE-BY-PUB',
    name: 'Der Bayerische Landesbeauftragte für den Datenschutz',
    law: 'GDPR',
    scope: 'Bayern: PUBLIC bodies (municipal KiTa, public school, municipal care home)',
    report: {
      page: 'https://www.datenschutz-bayern.de/service/data_breach.html',
      email: 'poststelle@datenschutz-bayern.de',
      post: 'Postfach 22 12 19, 80502 München, Deutschland',
      pgpKey: 'https://www.datenschutz-bayern.de/download/BayerDatenschutzbeauftragter.asc',
    },
    sources: [
      'https://www.datenschutz-bayern.de/ (form page seen as mirrored copy)',
      'https://github.com/datenanfragen/data/blob/0a29c3d6feee53b02e73204a3dbd312eafe56629/supervisory-authorities/debayldb.json (CC0)',
    ],
    confidence: 'high',
  },
  {
    code: 'DE-BY-PRIV',
    name: 'Bayerisches Landesamt für Datenschutzaufsicht (BayLDA)',
    law: 'GDPR',
    scope:
      'Bayern: PRIVATE bodies (e.V., gGmbH, Elterninitiative, non-public schools, private care homes) not under church law',
    report: {
      page: 'https://www.lda.bayern.de/de/datenpanne.html',
      email: 'poststelle@lda.bayern.de',
      post: 'Postfach 1349, 91504 Ansbach, Deutschland',
      pgpKey: 'https://www.lda.bayern.de/media/pgp_schluessel_dsa.asc',
    },
    sources: [
      'https://lda.bayern.de/datenpanne',
      'https://github.com/datenanfragen/data/blob/0a29c3d6feee53b02e73204a3dbd312eafe56629/supervisory-authorities/debaylda.json (CC0)',
    ],
    confidence: 'high',
  },
  {
    code: 'DE-BE',
    name: 'Berliner Beauftragte für Datenschutz und Informationsfreiheit',
    law: 'GDPR',
    scope: 'Berlin (public + private non-church bodies: municipal/private KiTa, public/private school, care home)',
    report: {
      page: 'https://datenschutz-berlin.de/wirtschaft-und-verwaltung/meldung-einer-datenpanne',
      note: 'form: https://datenpannen.datenschutz-berlin.de/',
      email: 'mailbox@datenschutz-berlin.de',
      post: 'Alt-Moabit 59-61, 10555 Berlin, Deutschland',
      pgpKey: 'https://www.datenschutz-berlin.de/fileadmin/user_upload/email/mailbox_blnbdi.asc',
    },
    sources: [
      'https://datenschutz-berlin.de/wirtschaft-und-verwaltung/meldung-einer-datenpanne',
      'https://github.com/datenanfragen/data/blob/0a29c3d6feee53b02e73204a3dbd312eafe56629/supervisory-authorities/deberlbdi.json (CC0)',
    ],
    confidence: 'high',
    doubt: 'medium (address record of 2023)',
  },
  {
    code: 'DE-BB',
    name: 'Die Landesbeauftragte für den Datenschutz und für das Recht auf Akteneinsicht Brandenburg',
    law: 'GDPR',
    scope: 'Brandenburg (public + private non-church bodies: municipal/private KiTa, public/private school, care home)',
    report: {
      email: 'poststelle@lda.brandenburg.de',
      post: 'Stahnsdorfer Damm 77, 14532 Kleinmachnow, Deutschland',
      pgpKey: 'https://www.lda.brandenburg.de/sixcms/media.php/9/LDABbgPublickey.asc',
    },
    sources: [
      'https://www.aerticket.de/datenschutz-meldung/ says: no online form (undated list)',
      'https://github.com/datenanfragen/data/blob/0a29c3d6feee53b02e73204a3dbd312eafe56629/supervisory-authorities/debralda.json (CC0)',
    ],
    confidence: 'medium',
    doubt: 'e-mail/post sure, breach-form URL not found',
  },
  {
    code: 'DE-HB',
    name: 'Die Landesbeauftragte für Datenschutz und Informationsfreiheit Bremen',
    law: 'GDPR',
    scope: 'Bremen (public + private non-church bodies: municipal/private KiTa, public/private school, care home)',
    report: {
      page: 'https://www.datenschutz.bremen.de/wir-ueber-uns/online-meldungen/datenschutzverletzung-melden-15665',
      email: 'office@datenschutz.bremen.de',
      post: 'Arndtstraße 1, 27570 Bremerhaven, Deutschland',
      pgpKey: 'https://www.datenschutz.bremen.de/sixcms/media.php/13/lfdi_bremen.asc',
    },
    sources: [
      'https://datenschutz.bremen.de/wir-ueber-uns/online-meldungen/datenschutzverletzung-melden-15665',
      'https://github.com/datenanfragen/data/blob/0a29c3d6feee53b02e73204a3dbd312eafe56629/supervisory-authorities/debrelfdi.json (CC0)',
    ],
    confidence: 'high',
  },
  {
    code: 'DE-HH',
    name: 'Der Hamburgische Beauftragte für Datenschutz und Informationsfreiheit',
    law: 'GDPR',
    scope: 'Hamburg (public + private non-church bodies: municipal/private KiTa, public/private school, care home)',
    report: {
      page: 'https://datenschutz-hamburg.de/meldung-databreach',
      email: 'mailbox@datenschutz.hamburg.de',
      post: 'Ludwig-Erhard-Str 22, 7. OG, 20459 Hamburg, Deutschland',
      pgpKey: 'https://datenschutz-hamburg.de/assets/misc/pgp-schluessel-hmbbfdi.asc',
    },
    sources: [
      'https://datenschutz-hamburg.de/meldung-databreach',
      'https://github.com/datenanfragen/data/blob/0a29c3d6feee53b02e73204a3dbd312eafe56629/supervisory-authorities/dehmbbfdi.json (CC0)',
    ],
    confidence: 'high',
  },
  {
    code: 'DE-HE',
    name: 'Der Hessische Beauftragte für Datenschutz und Informationsfreiheit',
    law: 'GDPR',
    scope: 'Hessen (public + private non-church bodies: municipal/private KiTa, public/private school, care home)',
    report: {
      page: 'https://datenschutz.hessen.de/service/meldungen-von-verletzungen-des-schutzes-personenbezogener-daten-durch-verantwortliche',
      note: 'download PDF, fill, then upload by HessenDrive link; asking for the link does NOT keep the deadline',
      email: 'poststelle@datenschutz.hessen.de',
      post: 'Postfach 3163, 65021 Wiesbaden, Deutschland',
      pgpKey: 'https://datenschutz.hessen.de/sites/datenschutz.hessen.de/files/2022-10/hbdi_pgp.txt',
    },
    sources: [
      'https://datenschutz.hessen.de/service/meldungen-von-verletzungen-des-schutzes-personenbezogener-daten-durch-verantwortliche',
      'https://github.com/datenanfragen/data/blob/0a29c3d6feee53b02e73204a3dbd312eafe56629/supervisory-authorities/dehessbdi.json (CC0)',
    ],
    confidence: 'high',
  },
  {
    code: 'DE-MV',
    name: 'Der Landesbeauftragte für Datenschutz und Informationsfreiheit Mecklenburg-Vorpommern',
    law: 'GDPR',
    scope:
      'Mecklenburg-Vorpommern (public + private non-church bodies: municipal/private KiTa, public/private school, care home)',
    report: {
      email: 'info@datenschutz-mv.de',
      post: 'Schloss Schwerin, Lennéstraße 1, 19053 Schwerin, Deutschland',
      pgpKey: 'https://www.datenschutz-mv.de/static/DS/Dateien/pgp_lds_mv.asc',
    },
    sources: [
      'https://www.aerticket.de/datenschutz-meldung/ says: online form exists (URL not found)',
      'https://github.com/datenanfragen/data/blob/0a29c3d6feee53b02e73204a3dbd312eafe56629/supervisory-authorities/demvldi.json (CC0)',
    ],
    confidence: 'medium',
    doubt: 'e-mail/post sure, breach-form URL not found',
  },
] as const satisfies readonly Authority[];
