import { Toast as Base } from '@base-ui/react/toast';
import { ApiError } from '@/api';
import { calm, onCalm } from '../calm';
import { formatList, t } from '../i18n';
import { problemText } from '../problems';

export interface ToastData {
  keys?: string;
}

export const toasts = Base.createToastManager<ToastData>();

interface ToastOptions {
  /** What the button does; mostly "Undo". */
  action?: { label: string; run: () => void };
  look?: 'plain' | 'bad';
  description?: string;
}

const SHOWN_MS = 6000;
/** Of what was held back as many are named when it is told. */
const NAMED = 3;

/** What was held back while its wearer has fewer notifications. What went wrong is always said. */
let held: string[] = [];

onCalm(() => {
  if (held.length === 0 || calm('fewer_notifications') > 0) return;
  const titles = held;
  held = [];
  toast(t('ui.heldBack', { count: titles.length }), { description: formatList(titles.slice(-NAMED)) });
});

/** Says that something happened, and how to take it back. */
export function toast(title: string, { action, look = 'plain', description }: ToastOptions = {}): void {
  const quiet = calm('fewer_notifications');
  // First those that only tell; stronger, also those that offer to take something back: Ctrl+Z does so all the same.
  if (look === 'plain' && (quiet > 1 || (quiet > 0 && !action))) {
    held.push(title);
    return;
  }
  // Who goes slower reads longer.
  const shown = SHOWN_MS * (1 + calm('slower_pacing') / 2);
  const id = toasts.add({
    title,
    description,
    type: look,
    timeout: look === 'bad' ? shown * 2 : shown,
    priority: look === 'bad' ? 'high' : 'low',
    ...(action
      ? {
          actionProps: {
            children: action.label,
            onClick: () => {
              toasts.close(id);
              action.run();
            },
          },
        }
      : {}),
  });
}

/** Says why something did not happen. */
export function toastError(title: string, error: unknown): void {
  const text = problemText(error);
  const description = error instanceof ApiError ? t('ui.errorWithCode', { message: text, code: error.code }) : text;
  toast(title, { look: 'bad', description });
}
