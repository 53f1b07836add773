// `str.format` and `str.format_map`: the fields of a template filled with values.

import { getattr } from "../attributes.ts";
import { indexError, keyError, typeError, valueError } from "../errors.ts";
import { ascii, format, repr, str } from "../protocols.ts";
import { special, typeName } from "../types.ts";
import type { Value } from "../values.ts";
import { own } from "./arguments.ts";
import { type Field, type Piece, parseMarkup, type Step } from "./markup.ts";

/** Where fields get their values from. */
interface Source {
  /** The arguments by position; undefined for format_map. */
  readonly args: readonly Value[] | undefined;
  byName(name: string): Value;
  /** How many `{}` there were; -1 once a field was numbered. */
  automatic: number;
}

function render(pieces: readonly Piece[], source: Source): string {
  let out = "";
  for (const piece of pieces) {
    if (typeof piece === "string") out += piece;
    else if (typeof piece === "function") throw piece();
    else out += renderField(piece, source);
  }
  return out;
}

function renderField(field: Field, source: Source): string {
  const { path, conversion, spec } = field;
  let value = argument(field, source);
  for (let i = 0; i < path.length; i++) value = follow(value, path[i]!);
  if (conversion !== undefined) value = convert(value, conversion);
  const text = typeof spec === "string" ? spec : render(spec, source);
  return text === "" && typeof value === "string" ? value : format(value, text);
}

function argument({ first }: Field, source: Source): Value {
  const { args } = source;
  let at: number;
  if (first === "") {
    if (source.automatic < 0) {
      throw valueError("cannot switch from manual field specification to automatic field numbering");
    }
    at = source.automatic++;
  } else if (typeof first === "number") {
    if (source.automatic > 0) {
      throw valueError("cannot switch from automatic field numbering to manual field specification");
    }
    source.automatic = -1;
    at = first;
  } else return source.byName(first);
  if (args === undefined) throw valueError("Format string contains positional fields");
  const value = args[at];
  if (value === undefined) throw indexError(`Replacement index ${at} out of range for positional args tuple`);
  return value;
}

function follow(value: Value, { kind, key }: Step): Value {
  if (kind === "attribute") return getattr(value, key as string);
  if (kind === "error") throw valueError(key);
  return subscript(value, key);
}

function subscript(value: Value, key: Value): Value {
  const getitem = special(value, "__getitem__");
  if (getitem == null) throw typeError(`'${typeName(value)}' object is not subscriptable`);
  return getitem(value, key);
}

function convert(value: Value, conversion: string): Value {
  switch (conversion) {
    case "s":
      return str(value);
    case "r":
      return repr(value);
    case "a":
      return ascii(value);
    default: {
      const point = conversion.codePointAt(0)!;
      const shown = point > 32 && point < 127 ? conversion : `\\x${point.toString(16)}`;
      throw valueError(`Unknown conversion specifier ${shown}`);
    }
  }
}

/** `template.format(*args, **keywords)` */
export function formatMethod(self: Value, args: Value[], keywords?: Map<string, Value>): string {
  return render(parseMarkup(own(self, "format")), {
    args,
    byName(name) {
      const value = keywords?.get(name);
      if (value === undefined) throw keyError(name);
      return value;
    },
    automatic: 0,
  });
}

/** `template.format_map(mapping)` */
export function formatMap(self: Value, mapping: Value): string {
  return render(parseMarkup(own(self, "format_map")), {
    args: undefined,
    byName: (name) => subscript(mapping, name),
    automatic: 0,
  });
}
