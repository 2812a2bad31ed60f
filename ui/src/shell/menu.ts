import { transport } from '@/api';
import { isTyping, runAction } from '@/shared/actions';
import { type Preferences, onPreferences, preferences, setPreferences } from '@/shared/preferences';

const THEME = 'theme.';

/** Joins the window's native menu to the actions, and gives it the screen's language and theme. */
export function followMenu(): void {
  transport().listenMenu(choose);
  onPreferences(adapt);
  adapt();
}

function adapt(): void {
  const { language, theme } = preferences();
  void transport().adapt({ language, theme });
}

/** Does what a menu item stands for. All but the themes are actions by the same name. */
export function choose(item: string): void {
  const theme = item.startsWith(THEME) && item.slice(THEME.length);
  if (theme) void setPreferences({ theme: theme as Preferences['theme'] });
  // In a text field, undo is the field's own.
  else if (isTyping(document.activeElement) && item.startsWith('edit.')) document.execCommand(item.slice('edit.'.length));
  else runAction(item);
}
