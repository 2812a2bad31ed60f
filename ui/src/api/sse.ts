/** One frame of a `text/event-stream`. */
export interface SseFrame {
  event: string;
  data: string;
  id: string | null;
}

/** Parses one block of lines; null for a comment (the server's heartbeat). */
export function parseFrame(block: string): SseFrame | null {
  const frame: SseFrame = { event: 'message', data: '', id: null };
  const data: string[] = [];
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':');
    if (colon === 0) continue;
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'data') data.push(value);
    else if (field === 'event') frame.event = value;
    else if (field === 'id') frame.id = value;
  }
  if (data.length === 0) return null;
  frame.data = data.join('\n');
  return frame;
}

/**
 * Reads a stream of events to its end. The browser's own `EventSource` cannot send the bearer token,
 * hence this reader.
 */
export async function readFrames(body: ReadableStream<Uint8Array>, deliver: (frame: SseFrame) => void): Promise<void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    rest += decoder.decode(value, { stream: true });
    // A lone CR at the end may be half of a CRLF: leave it for the next chunk.
    const usable = rest.endsWith('\r') ? rest.slice(0, -1) : rest;
    const blocks = usable.replace(/\r\n?/g, '\n').split('\n\n');
    rest = (blocks.pop() ?? '') + (usable.length < rest.length ? '\r' : '');
    for (const block of blocks) {
      const frame = parseFrame(block);
      if (frame) deliver(frame);
    }
  }
}
