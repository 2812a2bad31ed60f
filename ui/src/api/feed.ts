/**
 * Runs `read` until it ends or the returned function is called; `end` is told once, and never after it was stopped.
 */
export function follow(read: (signal: AbortSignal) => Promise<void>, end: (error?: unknown) => void): () => void {
  const stop = new AbortController();
  const told = (error?: unknown) => {
    if (!stop.signal.aborted) end(error);
  };
  void read(stop.signal).then(() => told(), told);
  return () => stop.abort();
}
