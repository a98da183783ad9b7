/**
 * Tests in the browser read German, whatever the browser speaks.
 * @module
 */
import { chooseLanguage } from '../shell/language.ts';

await chooseLanguage('de');
