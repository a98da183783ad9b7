/**
 * Where the institution lies, who runs it, and when its year begins.
 * @module
 */
import { dioceses } from '@obhut/breach/church-scope.data.ts';
import {
  carrierBodies,
  germanStateNames,
  germanStates,
  type CarrierBody,
  type InstitutionKind,
} from '@obhut/domain/institution.ts';
import { useTexts } from '../../shell/i18n.ts';
import { OneOf } from '../../ui/choice.tsx';
import { readersLocale } from '../../ui/dates.ts';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { beginningOf, type Description, type Missing } from './description.ts';

const months = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'];

/** "1. August", as the reader's language writes it. */
function firstOf(month: string): string {
  const options = { day: 'numeric', month: 'long', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(readersLocale(), options).format(Date.parse(`2026-${month}-01`));
}

function useBodyNames(): Readonly<Record<CarrierBody, string>> {
  const t = useTexts('founding');
  return {
    public: t('bodyPublic'),
    private: t('bodyPrivate'),
    'church-catholic': t('bodyCatholic'),
    'church-protestant': t('bodyProtestant'),
    'church-other': t('bodyOther'),
  };
}

interface DescriptionFieldsProps {
  /** Null: it is not chosen so far. */
  kind: InstitutionKind | null;
  draft: Description;
  onChange: (draft: Description) => void;
  missing: readonly Missing[];
}

export function DescriptionFields({ kind, draft, onChange, missing }: DescriptionFieldsProps) {
  const t = useTexts('founding');
  const bodies = useBodyNames();
  const set = (part: Partial<Description>) => onChange({ ...draft, ...part });
  const names = [...dioceses.keys()].toSorted((a, b) => a.localeCompare(b, 'de'));
  return (
    <>
      <Select
        label={t('state')}
        value={draft.state}
        onChange={(state) => set({ state })}
        options={germanStates.map((value) => ({ value, label: germanStateNames[value], lang: 'de' }))}
        placeholder={t('choose')}
        error={missing.includes('state') ? t('stateMissing') : null}
      />
      <Field
        label={t('carrier')}
        hint={t('carrierHint')}
        value={draft.carrier}
        onChange={(carrier) => set({ carrier })}
        autoComplete="off"
        maxLength={200}
      />
      <OneOf
        label={t('body')}
        hint={t('bodyHint')}
        value={draft.body}
        onChange={(body) => set({ body })}
        options={carrierBodies.map((value) => ({ value, label: bodies[value] }))}
        error={missing.includes('body') ? t('bodyMissing') : null}
      />
      {draft.body === 'church-catholic' && (
        <Select
          label={t('diocese')}
          value={draft.diocese === '' ? null : draft.diocese}
          onChange={(diocese) => set({ diocese })}
          options={names.map((value) => ({ value, label: value, lang: 'de' }))}
          placeholder={t('choose')}
          error={missing.includes('diocese') ? t('dioceseMissing') : null}
        />
      )}
      {kind !== null && kind !== 'home' && (
        <Select
          label={t('yearBegins', { kind })}
          hint={t('yearBeginsHint')}
          value={beginningOf(draft, kind)}
          onChange={(yearBegins) => set({ yearBegins })}
          options={months.map((month) => ({ value: `${month}-01`, label: firstOf(month) }))}
        />
      )}
    </>
  );
}
