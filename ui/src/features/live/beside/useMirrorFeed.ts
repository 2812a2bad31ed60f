import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { keepFeed } from '../feed';
import type { LiveFrame } from '../frame';
import { refreshMirror } from '../refresh';
import { type States, after, steady } from './steady';

/** Markers that say that something was kept: what is shown of it is asked anew. */
const TOLD = /^(call_|stress_|suggested_)/;
/** How often the course of a running call grows by a point. */
const POINT_MS = 10_000;
/** How often the core looks what came of suggestions, and whether a break is due. */
const MINUTE_MS = 60_000;

/** What the signals resembled most in the last seconds. */
export interface Seen {
  state: string;
  simulated: boolean;
}

/**
 * Follows the mirror for as long as it is shown, about a frame a second: the newest observation, and a refresh of what
 * the screens show when something was kept. The core does not announce what is private, so the feed is how one hears.
 */
export function useMirrorFeed(): Seen | undefined {
  const client = useQueryClient();
  const [seen, setSeen] = useState<Seen & { states: States }>();
  const grown = useRef(0);
  const looked = useRef(0);
  useEffect(() => {
    const deliver = (frame: LiveFrame) => {
      if (frame.type === 'observation') {
        setSeen((before) => {
          const states = after(before?.states ?? [], frame.state);
          return { states, state: steady(states) ?? frame.state, simulated: frame.simulated };
        });
        if (frame.at - looked.current >= MINUTE_MS) {
          looked.current = frame.at;
          refreshMirror(client);
        } else if (frame.at - grown.current >= POINT_MS) void client.invalidateQueries({ queryKey: ['calls.now'] });
        else return;
        grown.current = frame.at;
      } else if (frame.type === 'marker') {
        if (TOLD.test(frame.label)) refreshMirror(client);
      } else if (frame.type === 'effects') {
        client.setQueryData(['effects.active', {}], { effects: frame.effects, version: frame.version });
      } else if (frame.type === 'link' && frame.link !== 'connected') setSeen(undefined);
    };
    // It ends when the core is started anew, and when the switch is moved in another window: then the answer says so.
    const over = () => {
      setSeen(undefined);
      refreshMirror(client);
    };
    return keepFeed(false, deliver, over).stop;
  }, [client]);
  return seen;
}
