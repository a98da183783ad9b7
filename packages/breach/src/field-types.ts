/**
 * What the authorities' forms ask for, one field at a time.
 * @module
 */

export interface Field {
  id: string;
  /** As on the German forms. */
  label: string;
  type: string;
  /** Of the GDPR where nothing else is named; `-`: asked, but by no article. */
  article: string;
  /** Whose forms ask for it. */
  seenIn: readonly string[];
  /** Where the answer comes from: the incident itself, the carrier's profile, the processor contract, or a person who has to say it. */
  filledBy: 'auto' | 'profile' | 'contract' | 'institution';
  /** What the program may offer, and a person confirms. */
  offer?: 'draft' | 'prefilled' | 'proposal' | 'proof';
}
