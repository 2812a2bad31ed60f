import { ApiError, call } from '@/api';
import { t, tDynamic } from '@/shared/i18n';
import { toast, toastError } from '@/shared/ui';

interface Label {
  key: string;
  args: Record<string, unknown>;
}

/** A step in words: "changed 240 contacts". */
export function stepLabel(operation: string, label: Label | null | undefined): string {
  return tDynamic(label?.key ?? `step.${operation}`, operation, label?.args ?? {});
}

/** Takes back the newest step of this user, and offers to do it again. */
export async function undo(): Promise<void> {
  try {
    const { undone } = await call('steps.undo', {});
    toast(t('undo.undone', { step: stepLabel(undone.operation, undone.label) }), {
      action: { label: t('action.redo'), run: () => void redo() },
    });
  } catch (error) {
    explain(error, t('undo.nothing'));
  }
}

/** Does again what was undone last. */
export async function redo(): Promise<void> {
  try {
    const { redone } = await call('steps.redo', {});
    toast(t('undo.redone', { step: stepLabel(redone.operation, redone.label) }), {
      action: { label: t('action.undo'), run: () => void undo() },
    });
  } catch (error) {
    explain(error, t('redo.nothing'));
  }
}

function explain(error: unknown, nothing: string): void {
  if (error instanceof ApiError && error.status === 404) toast(nothing);
  else toastError(t('undo.failed'), error);
}
