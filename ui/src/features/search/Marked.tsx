import { Fragment } from 'react';
import { highlight } from './highlight';

/** A text with what was searched set off in it. */
export function Marked({ text, query }: { text: string; query: string }) {
  return highlight(text, query).map(({ text: part, match }, index) => (match ? <mark key={index}>{part}</mark> : <Fragment key={index}>{part}</Fragment>));
}
