/**
 * What a message says, in one line.
 * @module
 */
import { useTexts } from '../../shell/i18n.ts';
import type { ShownMessage } from './use-talks.ts';

export function usePreview(): (message: ShownMessage) => string {
  const t = useTexts('conversations');
  return ({ text, files }) =>
    text === '' ? t('preview', { files: files.length }) : text.slice(0, 120).replaceAll(/\s+/gu, ' ');
}
