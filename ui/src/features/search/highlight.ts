export interface Part {
  text: string;
  match: boolean;
}

/** Cuts a text where the words that were searched begin in it; accents and case do not count. */
export function highlight(text: string, query: string): Part[] {
  const words = fold(query).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const letters = [...text];
  // Folding may change a text's length ("ß"): each letter is folded on its own, and knows where it came from.
  const folded: string[] = [];
  const from: number[] = [];
  letters.forEach((letter, index) => {
    for (const part of fold(letter)) {
      folded.push(part);
      from.push(index);
    }
  });
  const plain = folded.join('');
  const marked = letters.map(() => false);
  for (const word of words) {
    for (let at = plain.indexOf(word); at >= 0; at = plain.indexOf(word, at + 1)) {
      if (at > 0 && /[\p{L}\p{N}]/u.test(folded[at - 1]!)) continue;
      for (let index = at; index < at + word.length; index += 1) marked[from[index]!] = true;
    }
  }
  const parts: Part[] = [];
  letters.forEach((letter, index) => {
    const last = parts.at(-1);
    if (last && last.match === marked[index]) last.text += letter;
    else parts.push({ text: letter, match: marked[index]! });
  });
  return parts;
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}+/gu, '').toLocaleLowerCase().replaceAll('ß', 'ss').replaceAll('ø', 'o').replaceAll('ł', 'l');
}
