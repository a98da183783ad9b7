/**
 * Leadership names who of the team may read what is sensitive of a ward.
 * @module
 */
import { ReadersOf } from './readers-page.tsx';

export default function SensitiveReadersPage() {
  return <ReadersOf tier="ward/sensitive" />;
}
