import { ApiError, type FieldProblem } from '@/api';
import { currentLanguage, t, tWhole } from './i18n';
import { fieldLabel } from './records/kinds';

/** Codes whose English sentence from the core says more than the code does. */
const SAID_BETTER: ReadonlySet<string> = new Set(['invalid', 'bad_request', 'forbidden', 'too_large', 'locked', 'in_use', 'newer_database', 'storage', 'outside', 'internal']);

function words(code: string, said: string, values: Record<string, unknown>): string {
  return SAID_BETTER.has(code) && currentLanguage() === 'en' ? said : tWhole(`problem.${code}`, said, values);
}

/** Why something failed, as a sentence in the user's language. What the catalogue does not know is said as the core says it. */
export function problemText(error: unknown): string {
  if (!(error instanceof ApiError)) return String(error);
  const [first, ...others] = error.code === 'conflict' ? [] : error.fields;
  if (!first) return words(error.code, error.message, error.args);
  const text = fieldProblemText(first, error.message);
  return others.length === 0 ? text : t('problem.more', { first: text, count: others.length });
}

/** What was said about one field, or about something inside it, if anything. */
export function problemOf(error: ApiError | null | undefined, name: string): string | undefined {
  const found = error?.fields.find(({ field }) => field === name || field.startsWith(`${name}.`) || field.startsWith(`${name}[`));
  return found && fieldProblemText(found, error!.message);
}

/** What is wrong with one field, or with the row of a file. */
export function fieldProblemText({ field, code, args, message }: FieldProblem, otherwise: string): string {
  const said = message ?? otherwise;
  return code ? words(code, said, { ...args, field: field ? labelOf(field) : '' }) : said;
}

/** A field of a related record is named by its own name: `account.name`. */
function labelOf(field: string): string {
  return fieldLabel({ name: field.slice(field.lastIndexOf('.') + 1) });
}
