/**
 * Looks through a list while one types.
 * @module
 */
import { Search as SearchIcon, X } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { SearchField } from 'react-aria-components/SearchField';
import fieldStyles from './field.module.css';
import styles from './search.module.css';

export function Search({ label, value, onChange }: { label: string; value: string; onChange: (text: string) => void }) {
  return (
    <SearchField className={fieldStyles['field'] ?? ''} value={value} onChange={onChange}>
      <Label className={fieldStyles['label'] ?? ''}>{label}</Label>
      <div className={styles['row']}>
        <SearchIcon className={styles['picture']} aria-hidden />
        <Input className={`${fieldStyles['input']} ${styles['input']}`} />
        {value !== '' && (
          <Button className={styles['clear'] ?? ''}>
            <X className={styles['cross']} aria-hidden />
          </Button>
        )}
      </div>
    </SearchField>
  );
}
