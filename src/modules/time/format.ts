// `strftime`, as the C library writes times where the language is "C".

import { type Fields, fromFields } from "./fields.ts";
import { startOfYear, type Zone } from "./zone.ts";

const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS = [
  ...["January", "February", "March", "April", "May", "June"],
  ...["July", "August", "September", "October", "November", "December"],
];

/** A number with its width and what fills it up, or text. */
type Piece = string | { value: number; width: number; fill: string };

const number = (value: number, width: number, fill = "0"): Piece => ({ value, width, fill });
const modulo = (a: number, b: number): number => ((a % b) + b) % b;
const name = (names: string[], i: number): string => names[i] ?? "?";

/** ISO 8601: the year that a week belongs to, and its number. */
function isoWeek(f: Fields): [year: number, week: number] {
  const thursday = f.yearDay - modulo(f.weekday - 1, 7) + 3;
  const days = (year: number): number => (startOfYear(year + 1) - startOfYear(year)) / 86400;
  if (thursday < 0) return [f.year - 1, Math.floor((thursday + days(f.year - 1)) / 7) + 1];
  if (thursday >= days(f.year)) return [f.year + 1, Math.floor((thursday - days(f.year)) / 7) + 1];
  return [f.year, Math.floor(thursday / 7) + 1];
}

/** What is short for others. */
const COMPOUND: Record<string, string> = {
  D: "%m/%d/%y",
  F: "%Y-%m-%d",
  R: "%H:%M",
  T: "%H:%M:%S",
  X: "%H:%M:%S",
  c: "%a %b %e %H:%M:%S %Y",
  r: "%I:%M:%S %p",
  x: "%m/%d/%y",
};

const PIECES: Record<string, (f: Fields, zone: Zone) => Piece> = {
  a: (f) => name(DAYS, f.weekday).slice(0, 3),
  A: (f) => name(DAYS, f.weekday),
  b: (f) => name(MONTHS, f.month).slice(0, 3),
  B: (f) => name(MONTHS, f.month),
  h: (f) => name(MONTHS, f.month).slice(0, 3),
  C: (f) => number(Math.floor(f.year / 100), 2),
  d: (f) => number(f.day, 2),
  e: (f) => number(f.day, 2, " "),
  G: (f) => number(isoWeek(f)[0], 1),
  g: (f) => number(modulo(isoWeek(f)[0], 100), 2),
  H: (f) => number(f.hour, 2),
  I: (f) => number(f.hour % 12 || 12, 2),
  j: (f) => number(f.yearDay + 1, 3),
  k: (f) => number(f.hour, 2, " "),
  l: (f) => number(f.hour % 12 || 12, 2, " "),
  M: (f) => number(f.minute, 2),
  m: (f) => number(f.month + 1, 2),
  n: () => "\n",
  P: (f) => (f.hour < 12 ? "am" : "pm"),
  p: (f) => (f.hour < 12 ? "AM" : "PM"),
  S: (f) => number(f.second, 2),
  s: (f, zone) => number(fromFields(f, zone), 1),
  t: () => "\t",
  U: (f) => number(Math.floor((f.yearDay + 7 - f.weekday) / 7), 2),
  u: (f) => number(f.weekday || 7, 1),
  V: (f) => number(isoWeek(f)[1], 2),
  W: (f) => number(Math.floor((f.yearDay + 7 - modulo(f.weekday - 1, 7)) / 7), 2),
  w: (f) => number(f.weekday, 1),
  Y: (f) => number(f.year, 1),
  y: (f) => number(modulo(f.year, 100), 2),
  // A time of which it is open whether it is summer is in no zone.
  Z: (f, zone) => f.zone ?? (f.isDst < 0 ? "" : zoneName(zone, f)),
  z: (f) => {
    if (f.isDst < 0) return "";
    const minutes = Math.floor(Math.abs(f.offset) / 60);
    const clock = Math.floor(minutes / 60) * 100 + (minutes % 60);
    return `${f.offset < 0 ? "-" : "+"}${String(clock).padStart(4, "0")}`;
  },
  "%": () => "%",
};

const zoneName = (zone: Zone, f: Fields): string => zone.at(fromFields(f, zone)).name;

// Flags, width, modifier ("%Ey" and "%Od" are for languages with other digits), conversion.
const DIRECTIVE = /%([_\-0^#]*)(\d*)([EO]?)(.)/gsu;
const MODIFIED = { E: "cCxXyY", O: "deHImMSuUVwWyY" };

export function strftime(format: string, f: Fields, zone: Zone): string {
  return format.replace(DIRECTIVE, (whole, flags: string, width: string, modifier: string, conversion: string) => {
    if (modifier !== "" && !MODIFIED[modifier as "E" | "O"].includes(conversion)) return whole;
    const compound = COMPOUND[conversion];
    const piece = compound === undefined ? PIECES[conversion]?.(f, zone) : strftime(compound, f, zone);
    return piece === undefined ? whole : laidOut(piece, flags, Number(width), conversion);
  });
}

function laidOut(piece: Piece, flags: string, width: number, conversion: string): string {
  const padding = /[_\-0](?!.*[_\-0])/.exec(flags)?.[0];
  if (typeof piece === "string") {
    const text = changedCase(piece, flags, conversion);
    return text.padStart(width, padding === "0" ? "0" : " ");
  }
  const fill = padding === "_" || padding === "-" ? " " : padding === "0" ? "0" : piece.fill;
  const least = width || (padding === "-" ? 0 : piece.width);
  if (padding === "-" && width === 0) return String(piece.value);
  const sign = piece.value < 0 ? "-" : "";
  const digits = String(Math.abs(piece.value));
  return fill === " "
    ? (sign + digits).padStart(least, " ")
    : sign + digits.padStart(Math.max(least - sign.length, 0), "0");
}

/** "^": capitals; "#": the other case, which for names of halves of the day and of zones is the small one. */
function changedCase(text: string, flags: string, conversion: string): string {
  if (flags.includes("#") && "pZ".includes(conversion)) return text.toLowerCase();
  return flags.includes("^") || (flags.includes("#") && "aAbBh".includes(conversion)) ? text.toUpperCase() : text;
}

/** `asctime`: "Thu Jan  1 00:00:00 1970". */
export const asctime = (f: Fields, zone: Zone): string => strftime("%a %b %e %H:%M:%S %Y", f, zone);
