/**
 * What else may be noted of a ward, mostly from a list: a line each.
 * @module
 */
import { useTexts } from '../../shell/i18n.ts';

export const moreFields = [
  'diet',
  'room',
  'number',
  'sex',
  'street',
  'postalCode',
  'town',
  'origin',
  'religion',
  'measles',
] as const;
export type MoreField = (typeof moreFields)[number];

export function useMoreLabels(): Readonly<Record<MoreField, string>> {
  const t = useTexts('wards');
  return {
    diet: t('diet'),
    room: t('room'),
    number: t('number'),
    sex: t('sex'),
    street: t('street'),
    postalCode: t('postalCode'),
    town: t('town'),
    origin: t('origin'),
    religion: t('religion'),
    measles: t('measles'),
  };
}
