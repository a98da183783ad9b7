/**
 * Authorities of the churches in Germany.
 * @module
 */
import type { Authority } from './authority-types.ts';

export const churches = [
  {
    code: 'DE-KATH-NRW',
    name: 'Katholisches Datenschutzzentrum (KdöR)',
    law: 'KDG',
    scope:
      '(Erz-)Bistümer Aachen; Essen; Köln; Münster (NRW part); Paderborn — diocesan bodies, parishes, Caritas and members, Catholic associations',
    report: {
      page: 'https://www.katholisches-datenschutzzentrum.de/?p=4680',
      note: 'confirm link in mail within 1 day or the notice is void',
      email: 'info@kdsz.de',
      post: 'Brackeler Hellweg 144, 44309 Dortmund, Deutschland',
    },
    sources: [
      'https://www.katholisches-datenschutzzentrum.de/?p=4680; law: https://kirchenrecht-bistummainz.de/document/10242 (KDG-Änderungsgesetz, in force 2026-03-01)',
      'https://github.com/datenanfragen/data/blob/0a29c3d6feee53b02e73204a3dbd312eafe56629/supervisory-authorities/dekathdsz.json (CC0)',
    ],
    confidence: 'high',
  },
  {
    code: 'DE-KATH-SW',
    name: 'Katholisches Datenschutzzentrum Frankfurt/M. KdöR (Mittel- und Südwestdeutsche Bistümer)',
    law: 'KDG',
    scope: '(Erz-)Bistümer Freiburg; Fulda; Limburg; Mainz; Rottenburg-Stuttgart; Speyer; Trier',
    report: {
      page: 'https://www.kath-datenschutzzentrum-ffm.de/',
      email: 'info@kdsz-ffm.de',
      post: 'Domplatz 3, Haus am Dom, 60311 Frankfurt/M., Deutschland',
    },
    sources: [
      'https://kath-datenschutzzentrum-ffm.de/datenschutzerklaerung (gives another address: Roßmarkt 23, Tel 069 5899755-10)',
      'https://datenschutz.drs.de/datenpanne.html',
      'https://github.com/datenanfragen/data/blob/0a29c3d6feee53b02e73204a3dbd312eafe56629/supervisory-authorities/dekathffdsz.json (CC0)',
    ],
    confidence: 'high',
    doubt: 'medium (post address: two sources differ); form URL not found',
  },
  {
    code: 'DE-KATH-BY',
    name: 'Katholisches Datenschutzzentrum Bayern (KDSZ Bayern), Nürnberg',
    law: 'KDG',
    scope: '(Erz-)Bistümer Augsburg; Bamberg; Eichstätt; München und Freising; Passau; Regensburg; Würzburg',
    report: { page: 'https://kdsz.bayern/datenschutzverletzung-melden' },
    sources: [
      'https://kdsz.bayern/datenschutzverletzung-melden',
      'https://artikel91.eu/2023/03/28/das-katholische-datenschutzzentrum-bayern-hat-eine-satzung/ (KdöR, seat Nürnberg; replaces the old München address still in datenanfragen/data)',
    ],
    confidence: 'high',
    doubt: 'post address not verified',
  },
  {
    code: 'DE-KATH-NORD',
    name: 'Katholische Datenschutzaufsicht Nord für das Erzbistum Hamburg, die Bistümer Hildesheim und Osnabrück und das Bischöflich Münstersche Offizialat in Vechta i.O.',
    law: 'KDG',
    scope:
      'Erzbistum Hamburg; Bistümer Hildesheim; Osnabrück; Bischöflich Münstersches Offizialat Vechta (Oldenburg part of Münster)',
    report: {
      page: 'https://www.kdsa-nord.de/',
      note: 'online form exists, deep link not found',
      email: 'info@kdsa-nord.de',
      post: 'Unser Lieben Frauen Kirchhof 20, 28195 Bremen, Deutschland',
    },
    sources: [
      'https://kdsa-nord.de/datenschutzerklaerung',
      'https://github.com/datenanfragen/data/blob/0a29c3d6feee53b02e73204a3dbd312eafe56629/supervisory-authorities/dekathnordddsb.json (CC0)',
    ],
    confidence: 'high',
    doubt: 'medium (form URL)',
  },
  {
    code: 'DE-KATH-OST',
    name: 'Kirchliche Datenschutzaufsicht der ostdeutschen Bistümer und des Katholischen Militärbischofs',
    law: 'KDG',
    scope: 'Erzbistum Berlin; Bistümer Dresden-Meißen; Erfurt; Görlitz; Magdeburg; Katholischer Militärbischof',
    report: {
      page: 'https://www.kdsa-ost.de/meldestelle/datenpanne-melden.html',
      email: 'kontakt@kdsa-ost.de',
      post: 'Badepark 4, 39218 Schönebeck, Deutschland',
    },
    sources: [
      'https://kdsa-ost.de/meldestelle/datenpanne-melden.html',
      'https://kdsa-ost.de/kdsa/organisation.html',
      'https://github.com/datenanfragen/data/blob/0a29c3d6feee53b02e73204a3dbd312eafe56629/supervisory-authorities/dekathostddsb.json (CC0)',
    ],
    confidence: 'high',
  },
  {
    code: 'DE-KATH-ORDEN',
    name: 'Gemeinsame(r) Ordensdatenschutzbeauftragte(r) der DOK (GDSB)',
    law: 'KDR-OG',
    scope: 'Orders of pontifical right and their dependent schools/KiTas/homes (all Germany; about 238 communities)',
    report: { page: 'https://datenschutz.orden.de/beauftragte', post: 'Wittelsbacherring 9, 53115 Bonn (as of 2018)' },
    sources: [
      'https://datenschutz.orden.de/',
      'https://artikel91.eu/2023/03/27/ordentlich-gephisht-bericht-der-ordensdatenschutzaufsicht-2022/',
      'https://artikel91.eu/2025/02/05/ein-einziger-ort-fuer-viele-beschwerden-bericht-der-ordensdatenschutzaufsicht-2024/',
    ],
    confidence: 'medium',
    doubt: 'whether KDR-OG was renewed in 2026 not verified',
  },
  {
    code: 'DE-EKD',
    name: 'Der Beauftragte für den Datenschutz der EKD',
    law: 'DSG-EKD',
    scope:
      'All 20 EKD Landeskirchen + EKD + Diakonie (sole Protestant authority since 2025-01-01; DSBKD Sachsen/Anhalt dissolved, Nordkirche and Pfalz transferred before)',
    report: {
      page: 'https://datenschutz.ekd.de/meldung_datenpannen/',
      note: 'Word form, send by e-mail or post',
      email: 'info@datenschutz.ekd.de',
      post: 'Lange Laube 20, 30159 Hannover, Deutschland',
      pgpKey: 'https://datenschutz.ekd.de/wp-content/uploads/2015/05/3C851F4BE5F2AD13.asc',
    },
    sources: [
      'https://datenschutz.ekd.de/meldung_datenpannen/',
      'https://artikel91.eu/2025/01/02/nur-noch-eine-evangelische-aufsicht-dsbkd-aufgeloest',
      'https://artikel91.eu/2025/06/30/grundrechtsbasierte-datennutzung-taetigkeitsbericht-des-bfd-ekd-2023-2024/',
      'https://github.com/datenanfragen/data/blob/0a29c3d6feee53b02e73204a3dbd312eafe56629/supervisory-authorities/deekdbfd.json (CC0)',
    ],
    confidence: 'high',
  },
  {
    code: 'DE-FREIKIRCHE',
    name: 'Own supervisory body of a free church / other religious community, only if it applies comprehensive own rules (Art. 91 GDPR); else the Land authority',
    law: 'own-rules',
    scope: 'e.g. free churches, Old Catholics (KDO § 33), SELK, Jehovas Zeugen; ask the institution',
    report: {
      note: 'no common address: the community names its own authority; Old Catholic example: https://dsa-ak.de/kdoP33',
    },
    sources: ['https://dsa-ak.de/kdoP33'],
    confidence: 'low',
    doubt: 'decide by hand',
  },
] as const satisfies readonly Authority[];
