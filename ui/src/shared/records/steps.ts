import { ApiError, type StepItem, call } from '@/api';
import { formatList, formatNumber, hasText, t, tDynamic } from '../i18n';
import { toast, toastError } from '../ui';
import { fieldLabel, humanise, inSentence, kindLabel, kindsLabel } from './kinds';

type Told = Pick<StepItem, 'operation'> & { label?: StepItem['label'] | null };

const NAMED_FIELDS = 2;

/** A step in words, as something one does: "set Title on Eszter Kovács", "delete 240 contacts". */
export function stepText({ operation, label }: Told): string {
  const verb = operation.slice(operation.indexOf('.') + 1).replace(/^bulk_/, '');
  const what = whatOf(label);
  const fields = (label?.fields ?? []).filter((name) => !QUIET.has(name));
  const whole = `step.${operation}`;
  if (hasText(whole)) return tDynamic(whole, operation, { what });
  if (verb === 'update' && fields.length > 0 && fields.length <= NAMED_FIELDS) {
    return t('step.set', { fields: formatList(fields.map((name) => fieldLabel({ name }))), what });
  }
  return tDynamic(`step.${verb}`, `${humanise(verb)} ${what}`, { what });
}

/** Fields that follow from others and name nothing the user did. */
const QUIET = new Set(['position', 'stage_entered_at', 'probability', 'closed_at', 'last_activity_at', 'name']);

function whatOf(label: StepItem['label'] | null | undefined): string {
  if (!label) return '';
  const kind = label.kind ?? '';
  if (label.count === 1) return label.name || inSentence(kindLabel(kind));
  return t('step.many', { number: formatNumber(label.count), kinds: inSentence(kindsLabel(kind)) });
}

/** Takes back a step, or the newest of this user, and offers to do it again. */
export async function undo(step?: string): Promise<void> {
  try {
    const undone = await call('steps.undo', step ? { step } : {});
    toast(t('undo.undone', { step: await textOf(undone.step, undone.operation) }), {
      ...(undone.skipped > 0 ? { description: t('undo.skipped', { count: undone.skipped }) } : {}),
      action: { label: t('action.redo'), run: () => void redo(step) },
    });
  } catch (error) {
    explain(error, t('undo.nothing'));
  }
}

/** Does again a step that was taken back, or what was undone last. */
export async function redo(step?: string): Promise<void> {
  try {
    const redone = await call('steps.redo', step ? { step } : {});
    toast(t('undo.redone', { step: await textOf(redone.step, redone.operation) }), {
      action: { label: t('action.undo'), run: () => void undo(step) },
    });
  } catch (error) {
    explain(error, t('redo.nothing'));
  }
}

/** For a toast: the way back, once the step is known. */
export function undoOf(step?: string) {
  return { label: t('ui.undo'), run: () => void undo(step) };
}

async function textOf(id: string, operation: string): Promise<string> {
  const { items } = await call('steps.list', { limit: 50 });
  return stepText(items.find((step) => step.id === id) ?? { operation });
}

function explain(error: unknown, nothing: string): void {
  if (error instanceof ApiError && error.status === 404) toast(nothing);
  else toastError(t('undo.failed'), error);
}
