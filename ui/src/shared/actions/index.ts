/** One registry of what the user can do; it feeds menus, palette, shortcuts and the shortcut sheet. */
export {
  ACTION_GROUPS, type Action, type ActionGroup, allActions, availableActions, findAction, isAvailable, registerActions, runAction,
} from './registry';
export { isMac, isTyping, keyCaps } from './keys';
export { useActionHandler, useAvailableActions, useShortcuts } from './hooks';
