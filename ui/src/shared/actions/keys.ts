const SEQUENCE_MS = 1200;

export const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

/** How a key press is written in an action's `keys`. */
export function pressed(event: KeyboardEvent): string {
  const parts: string[] = [];
  if (isMac ? event.metaKey : event.ctrlKey) parts.push('mod');
  if (event.altKey) parts.push('alt');
  const printable = event.key.length === 1;
  // Shift is part of a printed character ("?"), and worth naming only beside Ctrl or with a named key.
  if (event.shiftKey && (!printable || parts.length > 0)) parts.push('shift');
  parts.push(event.key === ' ' ? 'space' : event.key.toLowerCase());
  return parts.join('+');
}

/** Plain letters and sequences of them: what "single-key shortcuts off" switches off. */
export function isSingleKey(keys: string): boolean {
  return keys.split(' ').every((step) => !/^(mod|alt)\+/.test(step) && step.length === 1);
}

/** Whether typing belongs to a text field, where a letter is a letter. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'submit', 'range', 'color'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/** How keys are shown on a key cap: one entry a cap. */
export function keyCaps(keys: string): string[] {
  return keys.split(' ').flatMap((step) => step.split('+').map(cap));
}

const CAPS: Record<string, string> = {
  shift: '⇧', alt: isMac ? '⌥' : 'Alt', mod: isMac ? '⌘' : 'Ctrl', enter: '↵', escape: 'Esc', space: '␣', delete: 'Del',
  arrowup: '↑', arrowdown: '↓', arrowleft: '←', arrowright: '→', backspace: '⌫',
};

function cap(key: string): string {
  return CAPS[key] ?? (key.length === 1 ? key.toUpperCase() : key[0]!.toUpperCase() + key.slice(1));
}

/** Follows key presses over time, so that `g c` is two of them in a row. */
export class KeySequence {
  #steps: string[] = [];
  #last = 0;

  /** The sequences that now could be meant, longest first. */
  push(step: string, now: number): string[] {
    if (now - this.#last > SEQUENCE_MS) this.#steps = [];
    this.#last = now;
    this.#steps = [...this.#steps, step].slice(-2);
    return this.#steps.map((_, index) => this.#steps.slice(index).join(' '));
  }

  reset(): void {
    this.#steps = [];
  }
}
