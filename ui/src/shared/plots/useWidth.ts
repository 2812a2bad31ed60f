import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** Before the page has a layout. */
const UNMEASURED = 640;
const LEAST = 160;

/** How wide an element is now, in whole pixels. */
export function useWidth<E extends HTMLElement>(): [RefObject<E | null>, number] {
  const element = useRef<E>(null);
  const [width, setWidth] = useState(UNMEASURED);
  useLayoutEffect(() => {
    const measured = element.current?.clientWidth ?? 0;
    if (measured > 0) setWidth(Math.max(LEAST, measured));
  }, []);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => {
      const measured = Math.floor(entry?.contentRect.width ?? 0);
      if (measured > 0) setWidth(Math.max(LEAST, measured));
    });
    if (element.current) observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return [element, width];
}
