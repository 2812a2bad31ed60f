import { Toast as Base } from '@base-ui/react/toast';
import { ApiError } from '@/api';
import { t } from '../i18n';
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

/** Says that something happened, and how to take it back. */
export function toast(title: string, { action, look = 'plain', description }: ToastOptions = {}): void {
  const id = toasts.add({
    title,
    description,
    type: look,
    timeout: look === 'bad' ? SHOWN_MS * 2 : SHOWN_MS,
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
