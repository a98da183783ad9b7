/**
 * The file: picked or dropped.
 * @module
 */
import { FileSpreadsheet } from 'lucide-react';
import { DropZone } from 'react-aria-components/DropZone';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { useTexts } from '../../shell/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { Hint, Mistake } from '../../ui/notice.tsx';
import styles from './import.module.css';
import { useRefusedText } from './sentences.ts';
import type { WorkState } from './work.ts';

const types = ['.csv', '.tsv', '.txt', '.xlsx', 'text/csv', 'text/plain'];

export function ChooseFile({ state, onFile }: { state: WorkState; onFile: (file: File) => void }) {
  const t = useTexts('import');
  const refusedText = useRefusedText();
  return (
    <>
      {state.refused !== null && <Mistake>{refusedText(state.refused, state.fileName)}</Mistake>}
      <DropZone
        className={styles['drop'] ?? ''}
        aria-label={t('drop')}
        onDrop={({ items }) => {
          const item = items.find((each) => each.kind === 'file');
          if (item !== undefined) void item.getFile().then(onFile);
        }}
      >
        <FileSpreadsheet className={styles['icon']} aria-hidden />
        <p>{t('drop')}</p>
        <FileTrigger
          acceptedFileTypes={types}
          onSelect={(files) => {
            const file = files?.[0];
            if (file !== undefined) onFile(file);
          }}
        >
          <Button kind="primary">{t('pick')}</Button>
        </FileTrigger>
      </DropZone>
      <Hint>{t('stays')}</Hint>
    </>
  );
}
