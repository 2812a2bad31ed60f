const GOOD = 70;
const FAIR = 40;

/** A channel's quality (0 to 100) in a word. */
export function grade(quality: number): 'good' | 'fair' | 'poor' {
  if (quality >= GOOD) return 'good';
  return quality >= FAIR ? 'fair' : 'poor';
}
