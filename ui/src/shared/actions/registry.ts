import type { LucideIcon } from 'lucide-react';
import type { TextKey } from '../i18n';

/** Sections of the palette and of the shortcut sheet, in their order there. */
export const ACTION_GROUPS = ['go', 'create', 'record', 'list', 'edit', 'view', 'app'] as const;
export type ActionGroup = (typeof ACTION_GROUPS)[number];

/**
 * Something the user can do, told once: menus, the command palette, shortcuts and the shortcut sheet all read it here.
 *
 * `run` makes it available everywhere. Without it the action lives on the screens that can do it: they offer a
 * handler with `useActionHandler`, and where none does, the action is not offered.
 */
export interface Action {
  readonly id: string;
  readonly label: TextKey;
  readonly group: ActionGroup;
  readonly icon?: LucideIcon;
  /** `mod+k` (Ctrl, on a Mac Cmd), a single key (`c`, `?`) or a sequence (`g c`). */
  readonly keys?: readonly string[];
  readonly run?: () => void;
  /** More words to find it by in the palette. */
  readonly words?: TextKey;
}

/** One way of doing an action that can be done in several: a stage to move to, a field to edit. */
export interface Choice {
  readonly id: string;
  readonly label: string;
  readonly icon?: LucideIcon;
  /** A dot of this hue before it, in degrees. */
  readonly hue?: number | null;
  readonly run: () => void;
}

/** The one record that is on screen to act on. */
export interface Subject {
  readonly kind: string;
  readonly id: string;
}

/** What a screen offers for an action: to do it, or in which ways it can be done. */
export type Offer = (() => void) | { readonly choices: () => readonly Choice[] };

const actions = new Map<string, Action>();
const handlers = new Map<string, Offer[]>();
const contexts: { name: string; subject: Subject | undefined }[] = [];
let chooser: (action: string) => void = () => undefined;
const listeners = new Set<() => void>();
let version = 0;

/** Adds actions; called once by each feature's manifest. */
export function registerActions(list: readonly Action[]): void {
  for (const action of list) {
    if (actions.has(action.id)) throw new Error(`two actions with the id ${action.id}`);
    actions.set(action.id, action);
  }
  announce();
}

/** Every action there is, available or not. */
export function allActions(): readonly Action[] {
  return [...actions.values()];
}

/** The actions that would do something now. */
export function availableActions(): readonly Action[] {
  return allActions().filter(isAvailable);
}

export function findAction(id: string): Action | undefined {
  return actions.get(id);
}

export function isAvailable(action: Action): boolean {
  return action.run !== undefined || (handlers.get(action.id)?.length ?? 0) > 0;
}

/** Runs an action: the newest offer on screen first, else what the action does everywhere. */
export function runAction(id: string): boolean {
  const run = handlers.get(id)?.at(-1) ?? actions.get(id)?.run;
  if (typeof run === 'object') chooser(id);
  else run?.();
  return run !== undefined;
}

/** In which ways an action can be done now; undefined where there is but one. */
export function choicesOf(id: string): readonly Choice[] | undefined {
  const newest = handlers.get(id)?.at(-1);
  return typeof newest === 'object' ? newest.choices() : undefined;
}

/** The palette gives itself here: it asks which way an action is meant. */
export function setChooser(choose: (action: string) => void): void {
  chooser = choose;
}

/** Names what is on screen to act on: a record, a selection. Returns how to take the name away. */
export function enterContext(name: string, subject?: Subject): () => void {
  const entry = { name, subject };
  contexts.push(entry);
  announce();
  return () => {
    contexts.splice(contexts.indexOf(entry), 1);
    announce();
  };
}

/** What is on screen to act on, the newest first named. */
export function actionContext(): string | undefined {
  return contexts.at(-1)?.name;
}

/** The record that is on screen to act on; none where it is several, or something else. */
export function actionSubject(): Subject | undefined {
  return contexts.at(-1)?.subject;
}

/** Offers to do an action while a screen is shown; returns how to withdraw the offer. */
export function offer(id: string, handler: Offer): () => void {
  const stack = handlers.get(id) ?? [];
  handlers.set(id, [...stack, handler]);
  announce();
  return () => {
    handlers.set(id, (handlers.get(id) ?? []).filter((other) => other !== handler));
    announce();
  };
}

export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function registryVersion(): number {
  return version;
}

/** For tests: forgets everything. */
export function clearActions(): void {
  actions.clear();
  handlers.clear();
  contexts.length = 0;
}

function announce(): void {
  version += 1;
  for (const listener of listeners) listener();
}
