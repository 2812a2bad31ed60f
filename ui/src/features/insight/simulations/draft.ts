import { ApiError } from '@/api';
import { t } from '@/shared/i18n';
import { type Values, isUnfinished, schemaFields, valueAt, wireValue, withValue } from '@/shared/schema';
import type { Draft } from './QuestionForm';
import type { SimulationType } from './model';

const SEED = /^\d{1,10}$/;

/** What a draft becomes on the wire; throws what is wrong with it before the core has to. */
export function inputOf(type: SimulationType, draft: Draft): { name: string; seed: number; parameters: Values } {
  if (isUnfinished(draft.parameters)) throw new ApiError({ title: '', status: 422, code: 'validation', detail: t('record.notUnderstood') });
  if (!SEED.test(draft.seed.trim())) throw refused('seed', t('simulations.seedWrong'));
  if (draft.name.trim() === '') throw refused('name', t('simulations.nameMissing'));
  return { name: draft.name.trim(), seed: Number(draft.seed), parameters: parametersOf(type, draft.parameters) };
}

/** Parameters without what was left empty: the core fills those in. */
export function parametersOf(type: SimulationType, values: Values): Values {
  let whole: Values = {};
  for (const entry of schemaFields(type.parameters)) {
    const value = wireValue(entry, valueAt(values, entry.field.name));
    if (value !== null) whole = withValue(whole, entry.field.name, value);
  }
  return whole;
}

function refused(field: string, message: string): ApiError {
  return new ApiError({ title: '', status: 422, code: 'validation', detail: message, fields: [{ field, message }] });
}
