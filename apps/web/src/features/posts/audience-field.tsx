/**
 * Choosing to whom one writes, with who that is at the moment.
 * @module
 */
import { useTexts } from '../../shell/i18n.ts';
import { useSnapshot } from '../../shell/use-client.ts';
import { OneOf } from '../../ui/choice.tsx';
import { isAudience, someWards, spacesOf, toSpaces } from './audience.ts';
import { Recipients } from './recipients.tsx';
import type { Audiences } from './use-audiences.tsx';
import { WardsField } from './wards-field.tsx';

interface AudienceFieldProps {
  audiences: Audiences;
  /** Spaces, or the beginning of a choice; empty: nothing was chosen. */
  value: string;
  onChange: (value: string) => void;
  /** Sending was tried with what is chosen. */
  isJudged: boolean;
}

export function AudienceField({ audiences, value, onChange, isJudged }: AudienceFieldProps) {
  const t = useTexts('posts');
  const { caughtUp } = useSnapshot();
  const { several, ofWards, team } = audiences;
  const chosen = spacesOf(value);
  const isKnown = isAudience(audiences, value);
  const isWards = value === someWards || chosen.some((space) => ofWards.some((one) => one.value === space));
  // A draft can be older than its audience.
  const isGone = caughtUp && value !== '' && !isKnown && !isWards;
  const missing = isJudged && value === '' ? t('audienceMissing') : null;
  const options = [
    ...several,
    ...(ofWards.length === 0 ? [] : [{ value: someWards, label: t('someWards') }]),
    ...(team === null ? [] : [team]),
  ];
  return (
    <>
      <OneOf
        label={t('audience')}
        value={isWards ? someWards : isKnown ? value : null}
        onChange={onChange}
        options={options}
        error={isGone ? t('audienceGone') : missing}
      />
      {isWards && (
        <WardsField
          options={ofWards}
          chosen={chosen}
          onChange={(spaces) => onChange(toSpaces(spaces))}
          isJudged={isJudged}
        />
      )}
      {isKnown && <Recipients spaces={chosen} />}
    </>
  );
}
