import { toApiError } from './errors';
import type { Feeds, Operations } from './generated';
import type { Transport } from './transport';

export type OperationName = keyof Operations;
export type Input<N extends OperationName> = Operations[N]['input'];
export type Output<N extends OperationName> = Operations[N]['output'];

let current: Transport | undefined;

/** Set once at start-up (and by each test). */
export function setTransport(next: Transport): void {
  current = next;
}

export function transport(): Transport {
  if (!current) throw new Error('no transport');
  return current;
}

/** Runs an operation; the name decides the types of input and output. */
export function call<N extends OperationName>(name: N, input: Input<N>, signal?: AbortSignal): Promise<Output<N>> {
  return callByName<Output<N>>(name, input as object, signal);
}

export type FeedName = keyof Feeds;

/**
 * Opens a live feed; the name decides the types of input and frames. `end` is told once when the feed is over, with
 * an `ApiError` if it broke. The feed stops when the returned function is called.
 */
export function openFeed<N extends FeedName>(name: N, input: Feeds[N]['input'], deliver: (frame: Feeds[N]['frame']) => void, end?: (error?: Error) => void): () => void {
  const told = (thrown?: unknown) => end?.(thrown === undefined ? undefined : toApiError(thrown));
  return transport().open(name, input as object, (frame) => deliver(frame as Feeds[N]['frame']), told);
}

/** For code that is generic over the kinds of records, where the name is put together at run time. */
export async function callByName<T>(name: string, input: object, signal?: AbortSignal): Promise<T> {
  try {
    return (await transport().call(name, input, signal)) as T;
  } catch (thrown) {
    throw toApiError(thrown);
  }
}
