import type { LucideIcon } from 'lucide-react';
import { ACTION_GROUPS, type Action, type ActionGroup, actionContext, choicesOf, runAction } from '@/shared/actions';
import { t } from '@/shared/i18n';

/** A line of the palette that does something. */
export interface Command {
  id: string;
  label: string;
  icon?: LucideIcon | undefined;
  hue?: number | null | undefined;
  keys?: string | undefined;
  /** Where it leads to further lines: the action they are the choices of. */
  leads?: Action;
  run: () => void;
}

export interface CommandGroup {
  heading: string;
  /** Acts on what is on screen. */
  near: boolean;
  list: Command[];
}

/** What acts on the record or selection on screen comes before everything else. */
const NEAR: readonly ActionGroup[] = ['record', 'list'];
/** So many choices of one action stand beside the actions themselves; more are one step further. */
const CHOICES = 8;

/** The commands that fit what is typed, by group; all of them while nothing is. */
export function commandsFor(actions: readonly Action[], text: string): CommandGroup[] {
  const words = wordsOf(text);
  const context = actionContext();
  const near = context === undefined ? [] : NEAR;
  const groups = [...near, ...ACTION_GROUPS.filter((group) => !near.includes(group))];
  return groups.flatMap((group) => {
    const list = actions.filter((action) => action.group === group && action.id !== 'palette.open').flatMap((action) => commandsOf(action, words));
    if (list.length === 0) return [];
    return { heading: group === 'record' && context !== undefined ? context : t(`group.${group}`), near: near.includes(group), list };
  });
}

/** The choices of one action that fit what is typed. */
export function choicesFor(action: Action, text: string): Command[] {
  const words = wordsOf(text);
  return (choicesOf(action.id) ?? []).filter(({ label }) => fits(label, words)).map((choice) => ({ ...choice, id: `${action.id}.${choice.id}` }));
}

function commandsOf(action: Action, words: readonly string[]): Command[] {
  const label = t(action.label);
  const name = `${label} ${action.words ? t(action.words) : ''}`;
  const choices = choicesOf(action.id);
  const itself: Command = { id: action.id, label, icon: action.icon, keys: action.keys?.[0], run: () => runAction(action.id), ...(choices ? { leads: action } : {}) };
  if (!choices) return fits(name, words) ? [itself] : [];
  if (choices.length === 0) return [];
  const found = fits(name, words) ? [itself] : [];
  if (words.length === 0) return found;
  const ways = choices
    .map((choice) => ({ ...choice, icon: choice.icon ?? action.icon, id: `${action.id}.${choice.id}`, label: t('palette.choice', { action: label, choice: choice.label }) }))
    .filter((choice) => fits(`${choice.label} ${name}`, words));
  return [...found, ...ways.slice(0, CHOICES)];
}

function wordsOf(text: string): string[] {
  return text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
}

function fits(name: string, words: readonly string[]): boolean {
  const whole = name.toLocaleLowerCase();
  return words.every((word) => whole.includes(word));
}
