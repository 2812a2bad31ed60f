import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';
import { enLater } from '@/catalogue/en';
import { type Area, loadWords } from '@/shared/i18n';

// On a busy machine a screen may take seconds to draw; waiting ends as soon as it is there.
configure({ asyncUtilTimeout: 10_000 });

afterEach(cleanup);

// jsdom has no layout: what components ask of it, answered plainly.
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
window.matchMedia ??= ((query: string) => ({
  matches: false,
  media: query,
  addEventListener() {},
  removeEventListener() {},
})) as unknown as typeof window.matchMedia;
window.PointerEvent ??= MouseEvent as unknown as typeof PointerEvent;
Element.prototype.scrollIntoView ??= () => {};
window.scrollTo = () => {};

// Screens are drawn here without the router, which would bring their words.
await loadWords(Object.keys(enLater) as Area[]);
