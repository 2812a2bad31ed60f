import type { LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import type { Action } from './actions';
import type { Area, TextKey } from './i18n';

/** A place in the sidebar. */
export interface NavItem {
  path: string;
  label: TextKey;
  icon: LucideIcon;
  /** `main` comes first; `insight` and `sensing` have a caption each; `more` is below the saved views. Lower `order` comes first. */
  section: 'main' | 'insight' | 'sensing' | 'more';
  order: number;
  /** How much waits there, shown beside its name. */
  Count?: ComponentType;
}

/** A screen and where it lives; loaded when first visited. */
export interface ScreenRoute {
  path: string;
  load: () => Promise<{ default: ComponentType }>;
}

/** What a feature adds to the product. Everything about it that the shell must know, and nothing else. */
export interface Feature {
  name: string;
  /** The areas of words that its screens show; they load with the screens. What `nav` and `actions` say is there from the start. */
  words?: readonly Area[];
  routes?: readonly ScreenRoute[];
  nav?: readonly NavItem[];
  actions?: readonly Action[];
  /** Shown beside every screen, over it when open: the palette, dialogs that any screen may call for. */
  overlays?: readonly ComponentType[];
  /** Shown on every screen, in lines of their own above the status line: what goes on beside whatever one does. */
  lines?: readonly ComponentType[];
}
