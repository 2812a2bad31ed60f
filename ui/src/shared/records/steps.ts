import { ApiError, type Output, type StepItem, call } from '@/api';
import { formatList, formatNumber, hasText, t, tDynamic } from '../i18n';
import { cancelJob } from '../jobs/useJob';
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
    await sayTakenBack({ ...undone, redo: false });
  } catch (error) {
    explain(error, t('undo.nothing'));
  }
}

/** Does again a step that was taken back, or what was undone last. */
export async function redo(step?: string): Promise<void> {
  try {
    const redone = await call('steps.redo', step ? { step } : {});
    await sayTakenBack({ ...redone, redo: true });
  } catch (error) {
    explain(error, t('redo.nothing'));
  }
}

/** What undo, redo and the long work that they may become answer. */
export type TakenBack = Pick<Output<'steps.undo'>, 'step' | 'operation' | 'skipped'> & { job?: string | null; redo: boolean };

/** Says what was taken back, or done again, and offers the way back; or that it takes a while, and offers to stop it. */
export async function sayTakenBack({ step, operation, skipped, job, redo: again }: TakenBack): Promise<void> {
  const text = await textOf(step, operation);
  if (job) {
    const title = again ? t('redo.running', { step: text }) : t('undo.running', { step: text });
    toast(title, { action: { label: t('ui.cancel'), run: () => void cancelJob(job) } });
    return;
  }
  toast(again ? t('undo.redone', { step: text }) : t('undo.undone', { step: text }), {
    ...(skipped > 0 ? { description: t('undo.skipped', { count: skipped }) } : {}),
    action: again ? { label: t('action.undo'), run: () => void undo(step) } : { label: t('action.redo'), run: () => void redo(step) },
  });
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
