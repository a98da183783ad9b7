/**
 * How lists say that somebody may not collect, see or know something of a ward. It must be asked about, so too much is better than too
 * little. A new way of saying it is one more line here. Each is a piece of a regular expression, matched without regard to case.
 * @module
 */

export const banWords: readonly string[] = [
  // German
  'abhol(?:ungs)?[- ]?(?:verbot|sperre)',
  '(?:darf|dürfen|soll|sollen)\\b.{0,40}\\b(?:nicht|nie|keinesfalls)\\b.{0,20}(?:abhol|abgeholt|mitnehmen|mitgegeben|herausgegeben|kontakt|sehen|besuchen|auskunft)',
  'nicht\\b.{0,20}\\babhol(?:en|berechtigt)',
  'nicht\\b.{0,30}\\b(?:mitgeben|herausgeben|aushändigen)',
  'kontakt[- ]?(?:verbot|sperre)',
  'umgangs[- ]?(?:verbot|ausschluss|sperre|beschluss)',
  'umgang\\b.{0,20}\\b(?:ausgeschlossen|ausgesetzt|untersagt|begleitet)',
  'begleiteter umgang',
  'näherungs[- ]?verbot|annäherungs[- ]?verbot',
  'haus[- ]?verbot',
  'besuchs[- ]?verbot',
  'auskunfts?[- ]?(?:sperre|verbot)',
  'übermittlungs[- ]?sperre|melderegister[- ]?sperre',
  'sperr[- ]?vermerk',
  'kein(?:en|e|erlei)? (?:kontakt|umgang|auskunft|auskünfte)\\b(?! mit (?:nüssen|milch|tieren|hunden|katzen))(?:.{0,40}\\b(?:vater|mutter|eltern|oma|opa|familie|kv|km|stief|onkel|tante|ex|partner)|\\s*$|[.!;,])',
  'gewalt[- ]?schutz',
  'schutz[- ]?anordnung|einstweilige (?:anordnung|verfügung)',
  '(?:lt|laut|gem|gemäß)\\.? (?:gerichts)?[- ]?beschluss',
  'beschluss (?:des )?(?:ag|amtsgerichts?|familiengerichts?|famg|olg)',
  'gerichtsbeschluss|gerichtliche[rs]? (?:beschluss|anordnung|verfügung)',
  'sorgerecht\\b.{0,20}\\b(?:entzogen|ruht|ausgesetzt)|sorgerechts[- ]?entzug',
  'alleiniges sorgerecht|allein ?sorge ?berechtigt',
  'frauenhaus',
  'adresse\\b.{0,20}\\b(?:geheim|nicht (?:weiter|heraus)geben)|anonyme anschrift',
  'inobhutnahme',
  // English
  'restraining order|non[- ]?molestation|protection order|protective order',
  'court order|injunction',
  'no[- ]contact|no access|no visitation|supervised (?:contact|access|visitation)',
  'not (?:allowed|permitted|authori[sz]ed) to (?:collect|pick|visit|see|contact|take)',
  '(?:must|may|should|can) ?not\\b.{0,20}\\b(?:collect|pick up|be collected|visit|contact|take)',
  'do not (?:disclose|release|share|hand over)',
  'sole custody|custody (?:revoked|removed)',
  'confidential address|address (?:withheld|confidential)',
];

/** Before the word: it says that there is none. "Aufgehoben" behind it does not, since who lifts a ban is a person, never a list. */
export const denials: readonly string[] = [
  '(?:kein|keine|keinen|ohne|kein bekanntes|no|without|none?)\\s+(?:bekannte[rs]?\\s+|known\\s+)?$',
];

/** Behind the word: a column of that name, or a form, with nothing in it. */
export const deniedBehind: readonly string[] = [
  '^\\s*[:=?-]?\\s*(?:nein|keine?s?|no|none|nicht bekannt|entfällt|-)\\s*(?:$|[.;,])',
];
