/** One registry of what the user can do; it feeds menus, palette, shortcuts and the shortcut sheet. */
export {
  ACTION_GROUPS, type Action, type ActionGroup, type Choice, type Subject, actionContext, actionSubject, allActions, availableActions, choicesOf, findAction, isAvailable, registerActions, runAction,
  setChooser,
} from './registry';
export { isMac, isTyping, keyCaps } from './keys';
export { useActionChoices, useActionContext, useActionHandler, useAvailableActions, useShortcuts } from './hooks';
