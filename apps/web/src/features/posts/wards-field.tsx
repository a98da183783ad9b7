/**
 * Choosing the wards whose families one writes to: found by name, one after the other.
 * @module
 */
import { UserX, X } from 'lucide-react';
import { useState } from 'react';
import { useTexts } from '../../shell/i18n.ts';
import { IconButton } from '../../ui/button.tsx';
import { Combo } from '../../ui/combo.tsx';
import { useFocusOnward } from '../../ui/focus-onward.ts';
import { Mistake } from '../../ui/notice.tsx';
import type { PickerOption } from '../../ui/picker.tsx';
import styles from './posts.module.css';

interface WardsFieldProps {
  /** By the space of what is shared of the ward. */
  options: readonly PickerOption[];
  /** Spaces; a draft can name one that is not there any more. */
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
  isJudged: boolean;
}

export function WardsField({ options, chosen, onChange, isJudged }: WardsFieldProps) {
  const t = useTexts('posts');
  const [round, setRound] = useState(0);
  const { list, taken } = useFocusOnward(() => setRound(round + 1));
  const left = options.filter(({ value }) => !chosen.includes(value));
  const rows = chosen.map((space) => {
    const option = options.find(({ value }) => value === space);
    const gone = { label: t('wardGone'), picture: <UserX className={styles['clip']} aria-hidden /> };
    return { space, isGone: option === undefined, ...(option ?? gone) };
  });
  const add = (ward: string | null) => {
    if (ward === null) return;
    onChange([...chosen, ward]);
    setRound(round + 1);
  };
  return (
    <>
      {/* A new field for each ward: in the one before, what was typed stands as if nobody were found by it. */}
      <Combo
        key={round}
        hasFocus={round > 0}
        label={t('whichWard')}
        hint={t('whichWardHint')}
        nothing={t('noSuchWard')}
        options={left}
        value={null}
        onChange={add}
        error={isJudged && chosen.length === 0 ? t('whichWardMissing') : null}
      />
      {rows.length > 0 && (
        <ul ref={list} className={styles['wards']} aria-label={t('chosenWards', { count: rows.length })}>
          {rows.map(({ space, label, picture }, at) => (
            <li key={space} className={styles['ward']}>
              {picture}
              <span className={styles['wardName']}>
                <bdi>{label}</bdi>
              </span>
              <IconButton
                icon={X}
                label={t('removeWard', { name: label })}
                onPress={() => {
                  taken(at);
                  onChange(chosen.filter((one) => one !== space));
                }}
              />
            </li>
          ))}
        </ul>
      )}
      {isJudged && rows.some(({ isGone }) => isGone) && <Mistake>{t('wardGoneMistake')}</Mistake>}
    </>
  );
}
