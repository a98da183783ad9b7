/**
 * What is known of a supervisory authority, and how surely.
 * @module
 */

/** `own-rules`: of a religious community that is under none of the others. `cantonal`: of a Swiss canton. */
export type Law = 'GDPR' | 'KDG' | 'KDR-OG' | 'DSG-EKD' | 'CH-DSG' | 'cantonal' | 'own-rules';

/** Where a breach is reported. `page` is the breach form where one is known, else a page that leads to it. */
export interface ReportTo {
  page?: string;
  email?: string;
  post?: string;
  pgpKey?: string;
  note?: string;
}

export interface Authority {
  /** ISO 3166 country or state code, with a suffix where that names more than one authority. */
  code: string;
  name: string;
  law: Law;
  /** For whom it is competent, in words. */
  scope: string;
  report: ReportTo;
  sources: readonly string[];
  confidence: 'high' | 'medium' | 'low';
  /** What of the row is less sure than the rest, and why. */
  doubt?: string;
}
