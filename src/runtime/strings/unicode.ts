// What Unicode says of characters: the predicates behind `str.isalpha()` and its kin, and case. The engine's own tables
// serve through `\p{…}` and `toUpperCase`; what is written here is what Python has beyond them: title case, case folding,
// and numeric values of characters outside the category N.

import { strChars } from "./text.ts";

/** A pattern over Unicode's tables takes some tenths of a millisecond to make: each is made when it is first asked. */
class Lazy {
  private readonly make: () => RegExp;
  private pattern: RegExp | undefined = undefined;

  constructor(make: () => RegExp) {
    this.make = make;
  }

  test(text: string): boolean {
    this.pattern ??= this.make();
    return this.pattern.test(text);
  }
}
const lazy = (make: () => RegExp): Lazy => new Lazy(make);

const digit = (): RegExp =>
  /[\p{Nd}²³¹\u1369-\u1371\u19da\u2070\u2074-\u2079\u2080-\u2089\u2460-\u2468\u2474-\u247c\u2488-\u2490\u24ea\u24f5-\u24fd\u24ff\u2776-\u277e\u2780-\u2788\u278a-\u2792\u{10a40}-\u{10a43}\u{10e60}-\u{10e68}\u{11052}-\u{1105a}\u{1f100}-\u{1f10a}]/u;
const numeric = (): RegExp =>
  /[\p{N}㐅㒃㠪㭍一七万三两九二五京亿-什仟仨伍佰俩倆億兆兩八六十千-卅卌叁-叄四壱壹幺廾-廿弌-弎弐拐拾捌柒洞漆玖百砖磚肆萬貮貳贰鈎钩阡陆陌陸零\uf96b\uf973\uf978\uf9b2\uf9d1\uf9d3\uf9fd\u4e96\u7695\u79ed\u{20001}\u{20064}\u{200e2}\u{20121}\u{2092a}\u{20983}\u{2098c}\u{2099c}\u{20aea}\u{20afd}\u{20b19}\u{22390}\u{22998}\u{23b1b}\u{2626d}\u{2f890}]/u;

/** The characters that `str.split()` and `str.strip()` take for white space. */
export const SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";

/** A test of "all characters are in `set`, and there is at least one". */
const all = (set: () => string): Lazy => lazy(() => new RegExp(`^${set()}+$`, "u"));

export const PREDICATES = {
  isalpha: all(() => "\\p{L}"),
  isdecimal: all(() => "\\p{Nd}"),
  isdigit: all(() => digit().source),
  isnumeric: all(() => numeric().source),
  isalnum: all(() => `[\\p{L}${numeric().source.slice(1)}`),
  isspace: all(() => `[${SPACE}]`),
  isprintable: lazy(() => /^(?:[^\p{C}\p{Z}]| )*$/u),
  isidentifier: lazy(() => /^[_\p{XIDS}]\p{XIDC}*$/u),
} as const;

const UPPER = lazy(() => /\p{Uppercase}/u);
const LOWER = lazy(() => /[\p{Lowercase}\u0295]/u);
const TITLE = lazy(() => /\p{Lt}/u);
const CASED_UPPER = lazy(() => /[\p{Uppercase}\p{Lt}]/u);
const CASED_LOWER = lazy(() => /[\p{Lowercase}\u0295\p{Lt}]/u);
const CASED = lazy(() => /[\p{Uppercase}\p{Lowercase}\u0295\p{Lt}]/u);

export const isLower = (s: string): boolean => LOWER.test(s) && !CASED_UPPER.test(s);
export const isUpper = (s: string): boolean => UPPER.test(s) && !CASED_LOWER.test(s);

/** Upper case only after what has no case, lower case only after what has. */
export function isTitle(s: string): boolean {
  let found = false;
  let previousCased = false;
  for (const c of s) {
    if (UPPER.test(c) || TITLE.test(c)) {
      if (previousCased) return false;
      previousCased = true;
      found = true;
    } else if (LOWER.test(c)) {
      if (!previousCased) return false;
      found = true;
    } else previousCased = false;
  }
  return found;
}

const ASCII = /^[\0-\x7f]*$/;
export const isAscii = (s: string): boolean => ASCII.test(s);

// ---- case -----------------------------------------------------------------------------------------------------------

/** The title case of one character. */
export function titleOf(c: string): string {
  const point = c.codePointAt(0)!;
  if (point < 0x80) return c.toUpperCase();
  if (point >= 0x1c4 && point <= 0x1cc) return "ǅǈǋ"[Math.floor((point - 0x1c4) / 3)]!;
  if (point >= 0x1f1 && point <= 0x1f3) return "ǲ";
  // Georgian has capitals, but does not begin words with them.
  if (point >= 0x10d0 && point <= 0x10ff) return c;
  const upper = c.toUpperCase();
  if (upper.length === c.length && !(point >= 0x1f80 && point <= 0x1fff)) return upper;
  if (point >= 0x1f80 && point <= 0x1fff) return titleOfGreek(point, upper);
  // Ligatures: only the first letter rises. U+0149 is an apostrophe and a letter.
  return point === 0x149 ? upper : upper[0]! + upper.slice(1).toLowerCase();
}

/** Greek letters with an iota below keep it below. */
function titleOfGreek(point: number, upper: string): string {
  if (point <= 0x1faf) return String.fromCharCode(point | 8);
  if (!upper.endsWith("Ι") || upper.length === 1) return upper;
  const withIota = upper.length === 2 ? "ᾼῌῼ"["ΑΗΩ".indexOf(upper[0]!)] : undefined;
  return withIota ?? `${upper.slice(0, -1)}\u0345`;
}

/** Is the Σ at unit `i` the last letter of a word, where its small form is ς? */
function isFinalSigma(s: string, i: number): boolean {
  const before = s.slice(0, i).replace(/\p{Case_Ignorable}+$/u, "");
  const after = s.slice(i + 1).replace(/^\p{Case_Ignorable}+/u, "");
  return /\p{Cased}$/u.test(before) && !/^\p{Cased}/u.test(after);
}

const lowerAt = (s: string, i: number, c: string): string =>
  c === "Σ" ? (isFinalSigma(s, i) ? "ς" : "σ") : c.toLowerCase();

export function title(s: string): string {
  let out = "";
  let previousCased = false;
  let i = 0;
  for (const c of s) {
    out += previousCased ? lowerAt(s, i, c) : titleOf(c);
    previousCased = CASED.test(c);
    i += c.length;
  }
  return out;
}

export function capitalize(s: string): string {
  if (s === "") return s;
  const first = String.fromCodePoint(s.codePointAt(0)!);
  return titleOf(first) + s.toLowerCase().slice(first.toLowerCase().length);
}

export function swapcase(s: string): string {
  let out = "";
  let i = 0;
  for (const c of s) {
    out += UPPER.test(c) ? lowerAt(s, i, c) : LOWER.test(c) ? c.toUpperCase() : c;
    i += c.length;
  }
  return out;
}

/** Full case folding. Where folding is not "upper, then lower", the rule is written out. */
export function casefold(s: string): string {
  if (isAscii(s)) return s.toLowerCase();
  return strChars(s).map(foldOf).join("");
}

function foldOf(c: string): string {
  const point = c.codePointAt(0)!;
  if (point < 0x80) return c.toLowerCase();
  // Cherokee's first letters were its capitals, and folding may not change; dotless i stays apart from i.
  if ((point >= 0x13a0 && point <= 0x13ff) || (point >= 0xab70 && point <= 0xabbf)) return c.toUpperCase();
  if (point === 0x131) return c;
  if (point === 0x1e9e) return "ss";
  let folded = "";
  for (const upper of c.toUpperCase()) folded += upper.toLowerCase();
  return folded;
}
