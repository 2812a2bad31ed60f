/** Browsers cap the height of an element (Chromium near 33 million px, others lower): stay well below. */
export const MAX_HEIGHT = 8_000_000;

/**
 * Scrolls a content of any height through an element of limited height.
 *
 * A small move (wheel, touch, arrow) is taken pixel for pixel; a large one (the thumb dragged, a jump) lands where the
 * thumb points to, in proportion. Between the two the element's own position drifts from the proportion, which
 * `settled` mends once nothing moves.
 */
export class ScrollScale {
  /** Where we are in the content, in px from its top. */
  position = 0;
  #content = 0;
  #viewport = 0;
  #seen = 0;

  /** The height to give the element that scrolls. */
  get height(): number {
    return Math.min(this.#content, MAX_HEIGHT);
  }

  get end(): number {
    return Math.max(0, this.#content - this.#viewport);
  }

  resize(content: number, viewport: number): void {
    this.#content = content;
    this.#viewport = viewport;
    this.position = Math.min(this.position, this.end);
  }

  /** The element scrolled to `top`: where that is in the content. */
  scrolled(top: number): number {
    const moved = top - this.#seen;
    this.#seen = top;
    const last = this.height - this.#viewport;
    if (top <= 0) this.position = 0;
    else if (top >= last) this.position = this.end;
    else if (Math.abs(moved) < this.#viewport) this.position = clamp(this.position + moved, this.end);
    else this.position = clamp((top / last) * this.end, this.end);
    return this.position;
  }

  /** Goes to a place in the content; gives the `scrollTop` that belongs to it. */
  goTo(position: number): number {
    this.position = clamp(position, this.end);
    this.#seen = this.#topOf(this.position);
    return this.#seen;
  }

  /** The `scrollTop` that belongs to where we are; sets it as seen, so that the scroll it causes moves nothing. */
  settled(): number {
    return this.goTo(this.position);
  }

  #topOf(position: number): number {
    const last = this.height - this.#viewport;
    return this.end === 0 ? 0 : Math.round((position / this.end) * last);
  }
}

function clamp(value: number, most: number): number {
  return Math.min(Math.max(0, value), most);
}
