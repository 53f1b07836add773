// The characters behind `\N{...}`.
//
// JavaScript engines know no character names. Those that Unicode computes are computed here; the table of all others is
// large and seldom needed, so whoever has one hands in a function.

type Lookup = (name: string) => string | undefined;

let table: Lookup | null = null;

/** Sets where names are looked up that cannot be computed. They are asked for in upper case. */
export function setUnicodeNames(lookup: Lookup | null): void {
  table = lookup;
}

export function lookupUnicodeName(name: string): string | undefined {
  const upper = name.toUpperCase();
  return ideograph(upper) ?? hangulSyllable(upper) ?? table?.(upper);
}

const IDEOGRAPH = /^CJK (UNIFIED|COMPATIBILITY) IDEOGRAPH-([0-9A-F]{4,5})$/;

function ideograph(name: string): string | undefined {
  const match = IDEOGRAPH.exec(name);
  if (match === null) return undefined;
  const code = Number.parseInt(match[2]!, 16);
  const character = String.fromCodePoint(code);
  const isUnified = /\p{Unified_Ideograph}/u.test(character);
  if (match[1] === "UNIFIED") return isUnified ? character : undefined;
  const compatible = (code >= 0xf900 && code <= 0xfad9) || (code >= 0x2f800 && code <= 0x2fa1d);
  return compatible && !isUnified && /\p{L}/u.test(character) ? character : undefined;
}

const INITIALS = "G GG N D DD R M B BB S SS  J JJ C K T P H".split(" ");
const VOWELS = "A AE YA YAE EO E YEO YE O WA WAE OE YO U WEO WE WI YU EU YI I".split(" ");
const FINALS = " G GG GS N NJ NH D L LG LM LB LS LT LP LH M B BS S SS NG J C K T P H".split(" ");

function hangulSyllable(name: string): string | undefined {
  if (!name.startsWith("HANGUL SYLLABLE ")) return undefined;
  const syllable = name.slice(16);
  const initial = longestPrefix(INITIALS, syllable);
  const rest = syllable.slice(INITIALS[initial]!.length);
  const vowel = longestPrefix(VOWELS, rest);
  if (vowel < 0) return undefined;
  const final = FINALS.indexOf(rest.slice(VOWELS[vowel]!.length));
  return final < 0
    ? undefined
    : String.fromCharCode(0xac00 + (initial * VOWELS.length + vowel) * FINALS.length + final);
}

/** The name of a Hangul syllable; undefined for any other character. */
export function hangulName(point: number): string | undefined {
  const index = point - 0xac00;
  const vowels = VOWELS.length * FINALS.length;
  if (index < 0 || index >= INITIALS.length * vowels) return undefined;
  const vowel = VOWELS[Math.floor((index % vowels) / FINALS.length)];
  return `HANGUL SYLLABLE ${INITIALS[Math.floor(index / vowels)]}${vowel}${FINALS[index % FINALS.length]}`;
}

function longestPrefix(parts: readonly string[], text: string): number {
  let best = -1;
  for (const [index, part] of parts.entries()) {
    if (text.startsWith(part) && (best < 0 || part.length > parts[best]!.length)) best = index;
  }
  return best;
}
