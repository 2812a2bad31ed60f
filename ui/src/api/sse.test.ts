import { describe, expect, it } from 'vitest';
import { parseFrame, readFrames, type SseFrame } from './sse';

/** A stream that arrives in the given pieces. */
function stream(...pieces: string[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
      controller.close();
    },
  });
}

async function read(...pieces: string[]): Promise<string[]> {
  const frames: SseFrame[] = [];
  await readFrames(stream(...pieces), (frame) => frames.push(frame));
  return frames.map((frame) => frame.data);
}

describe('a stream of events', () => {
  it('is cut into frames wherever the network cuts it', async () => {
    const text = 'data: one\n\nevent: x\ndata: two\ndata: lines\n\n: beat\n\ndata: three\n\n';
    for (let cut = 0; cut <= text.length; cut += 1) {
      expect(await read(text.slice(0, cut), text.slice(cut))).toEqual(['one', 'two\nlines', 'three']);
    }
  });

  it('takes every line ending', async () => {
    expect(await read('data: one\r\n\r', '\ndata: two\r\rdata: three\n\n')).toEqual(['one', 'two', 'three']);
  });

  it('leaves out comments and an unfinished frame', async () => {
    expect(await read(': beat\n\ndata: cut')).toEqual([]);
    expect(parseFrame(': beat')).toBeNull();
  });
});
