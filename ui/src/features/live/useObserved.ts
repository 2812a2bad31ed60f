import { useEffect, useRef, useState } from 'react';
import { openFeed } from '@/api';
import type { GuideView, LinkState, LiveFrame, Observation } from './frame';

/** Without a word for so long, a device is not heard any more. */
const SILENT_MS = 5_000;
const LOOK_MS = 1_000;

export interface Observed {
  observation: Observation | undefined;
  guide: GuideView | undefined;
  /** Where the connection of the device stands that spoke last. */
  link: LinkState | undefined;
  /** Nothing is heard right now, though something was before. */
  silent: boolean;
}

const NOTHING: Observed = { observation: undefined, guide: undefined, link: undefined, silent: false };

/** What the devices say about once a second, as long as `on`; `hear` is told each time. */
export function useObserved(on: boolean, hear?: (observation: Observation) => void): Observed {
  const [seen, setSeen] = useState<Observed>(NOTHING);
  const listener = useRef(hear);
  useEffect(() => {
    listener.current = hear;
  });
  useEffect(() => {
    if (!on) return;
    let heard = Date.now();
    const close = openFeed('live.watch', { traces: false }, (raw) => {
      const frame = raw as unknown as LiveFrame;
      if (frame.type === 'observation') {
        heard = Date.now();
        listener.current?.(frame);
        setSeen((now) => ({ ...now, observation: frame, silent: false }));
      } else if (frame.type === 'calibration') setSeen((now) => ({ ...now, guide: frame }));
      else if (frame.type === 'link') setSeen((now) => ({ ...now, link: frame.link }));
    });
    const timer = setInterval(() => setSeen((now) => (now.silent === Date.now() - heard > SILENT_MS ? now : { ...now, silent: !now.silent })), LOOK_MS);
    return () => {
      close();
      clearInterval(timer);
      setSeen(NOTHING);
    };
  }, [on]);
  return seen;
}
