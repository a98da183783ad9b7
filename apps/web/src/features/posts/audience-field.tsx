/**
 * Choosing to whom one writes, with who that is at the moment.
 * @module
 */
import { useTexts } from '../../shell/i18n.ts';
import { useSnapshot } from '../../shell/use-client.ts';
import { OneOf } from '../../ui/choice.tsx';
import { Combo } from '../../ui/combo.tsx';
import { Recipients } from './recipients.tsx';
import type { Audiences } from './use-audiences.tsx';

/** What is chosen as long as it is not said which ward. */
const someWard = 'ward';

interface AudienceFieldProps {
  audiences: Audiences;
  /** A space, or the beginning of a choice; empty: nothing was chosen. */
  value: string;
  onChange: (value: string) => void;
  /** Sending was tried with what is chosen. */
  isJudged: boolean;
}

/** Whether it can be written to. */
export function isAudience({ several, ofWards, team }: Audiences, value: string): boolean {
  return [...several, ...ofWards, ...(team === null ? [] : [team])].some((one) => one.value === value);
}

/** Where there is nothing to choose. */
export function onlyAudience({ several, ofWards, team }: Audiences): string | null {
  const [only, ...others] = [...several, ...ofWards, ...(team === null ? [] : [team])];
  return only === undefined || others.length > 0 ? null : only.value;
}

export function AudienceField({ audiences, value, onChange, isJudged }: AudienceFieldProps) {
  const t = useTexts('posts');
  const { caughtUp } = useSnapshot();
  const { several, ofWards, team } = audiences;
  const isKnown = isAudience(audiences, value);
  const isWards = value === someWard || ofWards.some((one) => one.value === value);
  // A draft can be older than its audience.
  const isGone = caughtUp && value !== '' && !isKnown && !isWards;
  const missing = isJudged && value === '' ? t('audienceMissing') : null;
  const options = [
    ...several,
    ...(ofWards.length === 0 ? [] : [{ value: someWard, label: t('oneWard') }]),
    ...(team === null ? [] : [team]),
  ];
  return (
    <>
      <OneOf
        label={t('audience')}
        value={isWards ? someWard : isKnown ? value : null}
        onChange={onChange}
        options={options}
        error={isGone ? t('audienceGone') : missing}
      />
      {isWards && (
        <Combo
          label={t('whichWard')}
          nothing={t('noSuchWard')}
          options={ofWards}
          value={isKnown ? value : null}
          onChange={(ward) => onChange(ward ?? someWard)}
          error={isJudged && !isKnown ? t('whichWardMissing') : null}
        />
      )}
      {isKnown && <Recipients space={value} />}
    </>
  );
}
