/** An element of a drawing that may be shown: known elements with known attributes, and text. */
export interface Drawn {
  tag: string;
  attributes: Record<string, string>;
  children: (Drawn | string)[];
}

const ELEMENTS = new Set(['svg', 'g', 'path', 'line', 'polyline', 'polygon', 'rect', 'circle', 'ellipse', 'text', 'tspan', 'title']);
const ATTRIBUTES: Record<string, string> = {
  'x': 'x', 'y': 'y', 'x1': 'x1', 'y1': 'y1', 'x2': 'x2', 'y2': 'y2', 'cx': 'cx', 'cy': 'cy', 'r': 'r', 'rx': 'rx', 'ry': 'ry', 'dx': 'dx', 'dy': 'dy', 'd': 'd',
  'points': 'points', 'width': 'width', 'height': 'height', 'viewBox': 'viewBox', 'transform': 'transform', 'text-anchor': 'textAnchor', 'stroke-width': 'strokeWidth',
  'stroke-dasharray': 'strokeDasharray', 'stroke-linecap': 'strokeLinecap', 'font-size': 'fontSize', 'dominant-baseline': 'dominantBaseline', 'fill': 'fill', 'stroke': 'stroke',
};
/** A drawing larger than this is not for eyes. */
const MOST = 40_000;
/** Values are numbers, words and geometry; nothing that names an address or a function other than a transform. */
const HARMLESS = /^(?!.*url\()[\w\s.,%#()+-]*$/i;

/**
 * Reads a drawing that came as SVG text and keeps of it what draws and nothing that acts: no script, no style, no
 * address, no event. Paper and ink become the page's own. Null where it is none or too large.
 */
export function readDrawing(svg: string): Drawn | null {
  const page = new DOMParser().parseFromString(svg, 'image/svg+xml');
  const root = page.documentElement;
  if (root.nodeName !== 'svg' || page.querySelector('parsererror') || page.querySelectorAll('*').length > MOST) return null;
  return read(root);
}

function read(element: Element): Drawn {
  const attributes: Record<string, string> = {};
  for (const { name, value } of element.attributes) {
    const known = ATTRIBUTES[name];
    if (known && HARMLESS.test(value)) attributes[known] = known === 'fill' || known === 'stroke' ? paint(value) : value;
  }
  const children: (Drawn | string)[] = [];
  for (const child of element.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) {
      if (element.localName === 'text' || element.localName === 'tspan' || element.localName === 'title') children.push(child.textContent ?? '');
    } else if (child instanceof Element && child.namespaceURI === 'http://www.w3.org/2000/svg' && ELEMENTS.has(child.localName) && child.localName !== 'svg') {
      children.push(read(child));
    }
  }
  return { tag: element.localName, attributes, children };
}

function paint(value: string): string {
  const word = value.trim().toLowerCase();
  if (word === 'none') return 'none';
  return word === 'canvas' || word === 'white' ? 'var(--surface)' : 'currentColor';
}
