/**
 * It is done: what was made, and a way to read another list in.
 * @module
 */
import { useTexts } from '../../shell/i18n.ts';
import { Button, ButtonLink, ButtonRow } from '../../ui/button.tsx';
import { Hint } from '../../ui/notice.tsx';
import type { ImportWork, WorkState } from './work.ts';

export function Done({ work, state }: { work: ImportWork; state: WorkState }) {
  const t = useTexts('import');
  const { overview } = state;
  const { ward = 0, letter = 0 } = overview?.summary.steps ?? {};
  return (
    <>
      <Hint>{t('doneText', { wards: ward, letters: letter })}</Hint>
      <ButtonRow>
        {letter > 0 && (
          <ButtonLink kind="primary" to="/briefe/vorbereitet">
            {t('toLetters')}
          </ButtonLink>
        )}
        <Button onPress={work.end}>{t('anotherFile')}</Button>
      </ButtonRow>
    </>
  );
}
