const GAP = 4;
const EDGE = 8;
const NARROWEST = 240;

/** Keeps an element of the top layer under its anchor (over it where there is more room); returns how to stop. */
export function placeUnder(anchor: HTMLElement, shown: HTMLElement): () => void {
  const place = () => {
    const box = anchor.getBoundingClientRect();
    const below = window.innerHeight - box.bottom - GAP - EDGE;
    const above = box.top - GAP - EDGE;
    const over = below < Math.min(shown.scrollHeight, 240) && above > below;
    const width = Math.max(box.width, NARROWEST);
    const { style } = shown;
    style.minWidth = `${box.width}px`;
    style.width = `${width}px`;
    style.maxHeight = `${Math.min(over ? above : below, 360)}px`;
    style.left = `${Math.max(EDGE, Math.min(box.left, window.innerWidth - width - EDGE))}px`;
    style.top = over ? 'auto' : `${box.bottom + GAP}px`;
    style.bottom = over ? `${window.innerHeight - box.top + GAP}px` : 'auto';
  };
  place();
  // Whatever scrolls around the anchor moves it.
  window.addEventListener('scroll', place, { capture: true, passive: true });
  window.addEventListener('resize', place);
  return () => {
    window.removeEventListener('scroll', place, { capture: true });
    window.removeEventListener('resize', place);
  };
}
