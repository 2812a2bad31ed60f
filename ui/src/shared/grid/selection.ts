import type { ListQuery, Target } from '@/api';

/** Which rows are selected: some by name, or all that the filter finds except some. */
export type Selection = { all: false; ids: ReadonlySet<string> } | { all: true; except: ReadonlySet<string> };

export const NOTHING: Selection = { all: false, ids: new Set() };
export const EVERYTHING: Selection = { all: true, except: new Set() };

export function isSelected(selection: Selection, id: string): boolean {
  return selection.all ? !selection.except.has(id) : selection.ids.has(id);
}

export function toggle(selection: Selection, id: string): Selection {
  return select(selection, [id], !isSelected(selection, id));
}

/** Adds rows to the selection, or takes them out. */
export function select(selection: Selection, ids: readonly string[], on = true): Selection {
  const changed = new Set(selection.all ? selection.except : selection.ids);
  for (const id of ids) {
    if (selection.all === on) changed.delete(id);
    else changed.add(id);
  }
  return selection.all ? { all: true, except: changed } : { all: false, ids: changed };
}

export function selectedCount(selection: Selection, total: number): number {
  return selection.all ? Math.max(0, total - selection.except.size) : selection.ids.size;
}

/** What a bulk command is for. */
export function targetOf(selection: Selection, { filter, search, trash }: ListQuery): Target {
  if (!selection.all) return { ids: [...selection.ids] };
  return { ...(filter ? { filter } : {}), ...(search ? { search } : {}), ...(trash ? { trash } : {}), except: [...selection.except] };
}
