// Writes the tables of `unicodedata` and of "\N{…}", as CPython's own module tells them: unicodedata.json with the
// properties and unicodenames.json with the names (src/modules/unicodedata/ reads both). The formal aliases of
// characters cannot be listed by that module; unicode-aliases.txt says which there are. Alone: node scripts/unicode.mjs [FOLDER]

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { loadPyodide } from "pyodide";

const here = fileURLToPath(new URL(".", import.meta.url));

/** Asks for everything at once: properties as runs `[first, value, …]`, names of characters, aliases. */
const QUESTION = `
import json, unicodedata as u

# The planes in between are empty, those for private use alike throughout.
POINTS = [*range(0x40000), *range(0xE0000, 0xE1000), 0xF0000, 0xFFFFE, 0x100000, 0x10FFFE]

def runs(of):
    result, last = [], None
    for point in POINTS:
        value = of(chr(point))
        if value != last:
            result += [point, value]
            last = value
    return result

def each(of):
    result = {}
    for point in POINTS:
        value = of(chr(point), None)
        if value is not None:
            result[point] = value
    return result

json.dumps({
    "version": u.unidata_version,
    "runs": {p: runs(getattr(u, p)) for p in ("category", "bidirectional", "combining", "east_asian_width", "mirrored")},
    "numbers": {p: each(getattr(u, p)) for p in ("decimal", "digit", "numeric")},
    "decomposition": {p: d for p in POINTS if (d := u.decomposition(chr(p)))},
    "names": each(u.name),
    "aliases": {name: ord(u.lookup(name)) for name in aliases},
})
`;

/** Runs as text: the distances between the starts in base 36, each with its value's place in a list. */
function compactRuns(runs) {
  const values = [];
  const parts = [];
  for (let i = 0, last = 0; i < runs.length; i += 2) {
    let at = values.indexOf(runs[i + 1]);
    if (at < 0) at = values.push(runs[i + 1]) - 1;
    parts.push(`${(runs[i] - last).toString(36)} ${at.toString(36)}`);
    last = runs[i];
  }
  return { values, runs: parts.join(" ") };
}

// Names are sequences of words; a word is its place in a list, the most frequent first, in digits of this base.
const DIGITS = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i)).filter((c) => !'"\\'.includes(c));
const ONE = 60;
const TWO = 30;

function digits(place) {
  const base = DIGITS.length;
  if (place < ONE) return DIGITS[place];
  place -= ONE;
  if (place < TWO * base) return DIGITS[ONE + Math.floor(place / base)] + DIGITS[place % base];
  place -= TWO * base;
  const first = ONE + TWO + Math.floor(place / base ** 2);
  return DIGITS[first] + DIGITS[Math.floor(place / base) % base] + DIGITS[place % base];
}

/** Blocks of characters without gaps: `[first, text, …]`, names parted by spaces; names that end in the number as ranges. */
function compactNames(names) {
  const points = Object.keys(names).map(Number);
  const ranges = [];
  const counts = new Map();
  const listed = [];
  for (const point of points) {
    const name = names[point];
    if (name.startsWith("HANGUL SYLLABLE ")) continue;
    const number = point.toString(16).toUpperCase().padStart(4, "0");
    if (name.endsWith(`-${number}`)) {
      const prefix = name.slice(0, -number.length);
      const last = ranges.at(-1);
      if (last?.[1] === point - 1 && last[2] === prefix) last[1] = point;
      else ranges.push([point, point, prefix]);
      continue;
    }
    listed.push(point);
    for (const word of name.split(" ")) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const words = [...counts].sort((a, b) => b[1] - a[1]).map(([word]) => word);
  const places = new Map(words.map((word, i) => [word, digits(i)]));
  const blocks = [];
  let last = -2;
  for (const point of listed) {
    const text = names[point]
      .split(" ")
      .map((word) => places.get(word))
      .join("");
    if (point === last + 1) blocks[blocks.length - 1] += ` ${text}`;
    else blocks.push(point, text);
    last = point;
  }
  return { ranges, words: words.join(" "), blocks };
}

export async function buildUnicode(into) {
  const python = await loadPyodide();
  const aliases = readFileSync(path.join(here, "unicode-aliases.txt"), "utf8").trim().split(/[;\n]/);
  for (let i = 1; i <= 256; i++) aliases.push(`VS${i}`);
  python.globals.set("aliases", python.toPy(aliases));
  const data = JSON.parse(python.runPython(QUESTION));
  const { version, numbers, decomposition } = data;
  const runs = Object.fromEntries(Object.entries(data.runs).map(([name, each]) => [name, compactRuns(each)]));
  mkdirSync(into, { recursive: true });
  writeFileSync(path.join(into, "unicodedata.json"), JSON.stringify({ version, runs, numbers, decomposition }));
  const names = { digits: [DIGITS.join(""), ONE, TWO], ...compactNames(data.names), aliases: data.aliases };
  writeFileSync(path.join(into, "unicodenames.json"), JSON.stringify(names));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildUnicode(process.argv[2] ?? "dist/stdlib");
