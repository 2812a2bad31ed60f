import { useCallback, useMemo } from 'react';
import { t } from '../../i18n';
import { saveSetting, useSetting } from '../../settings';
import { toastError } from '../../ui';

export type Widths = Readonly<Record<string, number>>;

const CACHE = 'mycrm.columnWidths';

/** How wide the user has drawn the columns of a kind's list, in pixels; kept in their settings. */
export function useOwnWidths(kind: string): { widths: Widths; save: (widths: Widths) => void } {
  const kept = useSetting<Widths>(`columns.${kind}`);
  const cached = useMemo(() => read(kind), [kind]);
  const save = useCallback(
    (widths: Widths) => {
      // For the first paint of next time, before the database has answered.
      localStorage.setItem(`${CACHE}.${kind}`, JSON.stringify(widths));
      saveSetting(`columns.${kind}`, widths).catch((error: unknown) => toastError(t('settings.notSaved'), error));
    },
    [kind],
  );
  return { widths: kept ?? cached, save };
}

function read(kind: string): Widths {
  try {
    return JSON.parse(localStorage.getItem(`${CACHE}.${kind}`) ?? '{}') as Widths;
  } catch {
    return {};
  }
}
