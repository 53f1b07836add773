// Searching for a long needle in a long text, in linear time, for texts as well as bytes.
//
// The quick searches compare at each position: a needle of a million characters that differs from the text at its end
// would take hours. The table of Knuth, Morris and Pratt says for each length of a matched beginning how long the longest
// shorter one is that it ends with, so that the text is passed once.

/** From so many comparisons on, in the worst case, the table is worth its memory: a second of work. */
const MANY = 2e8;

export const isLongSearch = (length: number, needle: number): boolean => length * needle > MANY && needle > 1;

function borders(needle: ArrayLike<number>): Int32Array {
  const table = new Int32Array(needle.length);
  for (let i = 1, matched = 0; i < needle.length; i++) {
    while (matched > 0 && needle[i] !== needle[matched]) matched = table[matched - 1]!;
    if (needle[i] === needle[matched]) matched++;
    table[i] = matched;
  }
  return table;
}

/** The places of `needle` within `low` to `high`, which do not overlap: the first, or all. */
export function longSearch(
  text: ArrayLike<number>,
  needle: ArrayLike<number>,
  low: number,
  high: number,
  all: boolean,
): number[] {
  const table = borders(needle);
  const places: number[] = [];
  for (let i = low, matched = 0; i < high; i++) {
    while (matched > 0 && text[i] !== needle[matched]) matched = table[matched - 1]!;
    if (text[i] === needle[matched]) matched++;
    if (matched === needle.length) {
      places.push(i + 1 - matched);
      if (!all) break;
      matched = 0;
    }
  }
  return places;
}

/** The UTF-16 units of a text. */
export function unitsOf(text: string): Uint16Array {
  const units = new Uint16Array(text.length);
  for (let i = 0; i < units.length; i++) units[i] = text.charCodeAt(i);
  return units;
}
