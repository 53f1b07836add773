// The language of `str.format`: literal text, `{{`, `}}` and replacement fields `{name.attr[key]!r:spec}`, in whose specs
// fields may stand again. Templates are parsed once and kept. An error is a piece, raised when formatting comes to it.

import { valueError } from "../errors.ts";

export interface Field {
  /** The argument: its position, its name, or "" for the next one. */
  readonly first: number | string;
  readonly path: readonly Step[];
  readonly conversion: string | undefined;
  /** Text, or pieces where it has fields of its own. */
  readonly spec: string | readonly Piece[];
}

/** `.name` or `[key]`; an error in the path is raised when it is reached. */
export interface Step {
  readonly kind: "attribute" | "item" | "error";
  readonly key: string | number;
}

export type Piece = string | Field | (() => Error);

const parsed = new Map<string, readonly Piece[]>();
/** How many templates are kept. */
const KEPT = 500;

export function parseMarkup(template: string): readonly Piece[] {
  let pieces = parsed.get(template);
  if (pieces === undefined) {
    pieces = parse(template, 2);
    if (parsed.size >= KEPT) parsed.clear();
    parsed.set(template, pieces);
  }
  return pieces;
}

/** `depth`: how many levels of fields there may be. */
function parse(template: string, depth: number): readonly Piece[] {
  if (depth === 0) return template === "" ? [] : [() => valueError("Max string recursion exceeded")];
  const pieces: Piece[] = [];
  let literal = "";
  let i = 0;
  while (i < template.length) {
    const c = template[i]!;
    if (c !== "{" && c !== "}") {
      const end = nextBrace(template, i);
      literal += template.slice(i, end);
      i = end;
    } else if (template[i + 1] === c) {
      literal += c;
      i += 2;
    } else {
      if (literal !== "") pieces.push(literal);
      literal = "";
      if (c === "}" || i + 1 === template.length) {
        pieces.push(() => valueError(`Single '${c}' encountered in format string`));
        return pieces;
      }
      const field = parseField(template, i + 1, depth);
      pieces.push(field.piece);
      if (typeof field.piece === "function") return pieces;
      i = field.end;
    }
  }
  if (literal !== "") pieces.push(literal);
  return pieces;
}

function nextBrace(template: string, from: number): number {
  let i = from;
  while (i < template.length && template[i] !== "{" && template[i] !== "}") i++;
  return i;
}

interface Parsed {
  piece: Piece;
  end: number;
}

const wrong = (message: string): Parsed => ({ piece: () => valueError(message), end: 0 });

function parseField(template: string, start: number, depth: number): Parsed {
  let i = start;
  let inBrackets = false;
  for (; i < template.length; i++) {
    const c = template[i]!;
    if (c === "{" && !inBrackets) return wrong("unexpected '{' in field name");
    if (c === "[") inBrackets = true;
    else if (c === "]") inBrackets = false;
    else if (!inBrackets && (c === "}" || c === ":" || c === "!")) break;
  }
  if (i === template.length) return wrong("expected '}' before end of string");
  const name = template.slice(start, i);
  let conversion: string | undefined;
  if (template[i] === "!") {
    const point = template.codePointAt(i + 1);
    if (point === undefined) return wrong("end of string while looking for conversion specifier");
    conversion = String.fromCodePoint(point);
    i += 1 + conversion.length;
    if (i === template.length) return wrong("unmatched '{' in format spec");
    if (template[i] !== "}" && template[i] !== ":") return wrong("expected ':' after conversion specifier");
  }
  let spec: string | readonly Piece[] = "";
  if (template[i] === ":") {
    const from = i + 1;
    i = specEnd(template, from);
    if (i < 0) return wrong("unmatched '{' in format spec");
    const text = template.slice(from, i);
    spec = /[{}]/.test(text) ? parse(text, depth - 1) : text;
  }
  return { piece: makeField(name, conversion, spec), end: i + 1 };
}

/** Where the field's closing brace stands, or -1. */
function specEnd(template: string, from: number): number {
  let open = 1;
  for (let i = from; i < template.length; i++) {
    if (template[i] === "{") open++;
    else if (template[i] === "}" && --open === 0) return i;
  }
  return -1;
}

const LARGEST = Number.MAX_SAFE_INTEGER;

function makeField(name: string, conversion: string | undefined, spec: string | readonly Piece[]): Piece {
  const end = name.search(/[.[]/);
  const head = end < 0 ? name : name.slice(0, end);
  const first = numberOrName(head);
  if (first === undefined) return () => valueError("Too many decimal digits in format string");
  return { first, path: end < 0 ? [] : parsePath(name, end), conversion, spec };
}

/** A run of digits as a number; undefined if it is too long. */
function numberOrName(text: string): number | string | undefined {
  if (!/^[0-9]+$/.test(text)) return text;
  const n = Number(text);
  return n <= LARGEST ? n : undefined;
}

const fault = (message: string): Step => ({ kind: "error", key: message });

function parsePath(name: string, from: number): Step[] {
  const steps: Step[] = [];
  let i = from;
  while (i < name.length) {
    if (name[i] === ".") {
      const rest = name.slice(i + 1);
      const end = rest.search(/[.[]/);
      const attribute = end < 0 ? rest : rest.slice(0, end);
      if (attribute === "") return [...steps, fault("Empty attribute in format string")];
      steps.push({ kind: "attribute", key: attribute });
      i += 1 + attribute.length;
    } else if (name[i] === "[") {
      const end = name.indexOf("]", i);
      if (end < 0) return [...steps, fault("Missing ']' in format string")];
      const key = numberOrName(name.slice(i + 1, end));
      if (key === undefined) return [...steps, fault("Too many decimal digits in format string")];
      if (key === "") return [...steps, fault("Empty attribute in format string")];
      steps.push({ kind: "item", key });
      i = end + 1;
    } else return [...steps, fault("Only '.' or '[' may follow ']' in format field specifier")];
  }
  return steps;
}
