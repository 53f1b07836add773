// The module `unicodedata`, over the tables of CPython's own; normal forms are JavaScript's. Of the version 3.2 of the
// database (`ucd_3_2_0`) nothing is kept.

import { importError, keyError, typeError, valueError } from "../../runtime/errors.ts";
import type { Module } from "../../runtime/modules.ts";
import { asStr } from "../../runtime/protocols.ts";
import { typeName } from "../../runtime/types.ts";
import { Float, type Value } from "../../runtime/values.ts";
import { hangulName, lookupUnicodeName } from "../../syntax/index.ts";
import { moduleFrom } from "../define.ts";
import { characterNames, type Properties, properties } from "./tables.ts";

/** The code point of a string of one character. */
function character(value: Value, name: string, argument: string): number {
  const text = asStr(value);
  if (text === undefined) throw typeError(`${name}() ${argument} must be a unicode character, not ${typeName(value)}`);
  const point = text.codePointAt(0);
  if (point === undefined || text.length > (point > 0xffff ? 2 : 1)) {
    throw typeError(`${name}(): ${argument} must be a unicode character, not a string of length ${[...text].length}`);
  }
  return point;
}

/** A function of one character. */
const property =
  (name: string, of: (point: number) => Value) =>
  (chr: Value): Value =>
    of(character(chr, name, "argument"));

/** A function of one character that may have no answer. */
const partial =
  (name: string, missing: string, of: (point: number) => Value | undefined) =>
  (chr: Value, otherwise?: Value): Value => {
    const value = of(character(chr, name, "argument 1")) ?? otherwise;
    if (value === undefined) throw valueError(missing);
    return value;
  };

function lookup(name: Value): Value {
  const text = asStr(name);
  if (text === undefined) throw typeError(`a bytes-like object is required, not '${typeName(name)}'`);
  const found = lookupUnicodeName(text);
  if (found === undefined) throw keyError(`undefined character name '${text}'`);
  return found;
}

function text(value: Value, name: string, argument: number): string {
  const result = asStr(value);
  if (result === undefined) throw typeError(`${name}() argument ${argument} must be str, not ${typeName(value)}`);
  return result;
}

function normalize(name: string, form: Value, value: Value): { given: string; normal: string } {
  const chosen = text(form, name, 1);
  const given = text(value, name, 2);
  if (!/^NFK?[CD]$/.test(chosen)) throw valueError("invalid normalization form");
  return { given, normal: given.normalize(chosen) };
}

const floatOf = (value: number | undefined): Value | undefined =>
  value !== undefined && Number.isInteger(value) ? new Float(value) : value;

export function createUnicodedata(): Module {
  const found = properties();
  if (found === undefined) throw importError("the tables of Unicode are not among the files of the library");
  const tables: Properties = found;
  return moduleFrom("unicodedata", {
    doc: `Access to the Unicode Character Database, version ${tables.version}.`,
    functions: {
      "name(chr, default=<unrepresentable>, /)": partial(
        "name",
        "no such name",
        (point) => hangulName(point) ?? characterNames()?.of(point),
      ),
      "lookup(name, /)": lookup,
      "category(chr, /)": property("category", (point) => tables.category.at(point)),
      "bidirectional(chr, /)": property("bidirectional", (point) => tables.bidirectional.at(point)),
      "combining(chr, /)": property("combining", (point) => tables.combining.at(point)),
      "east_asian_width(chr, /)": property("east_asian_width", (point) => tables.eastAsianWidth.at(point)),
      "mirrored(chr, /)": property("mirrored", (point) => tables.mirrored.at(point)),
      "decomposition(chr, /)": property("decomposition", (point) => tables.decomposition(point)),
      "decimal(chr, default=<unrepresentable>, /)": partial("decimal", "not a decimal", (point) =>
        tables.number("decimal", point),
      ),
      "digit(chr, default=<unrepresentable>, /)": partial("digit", "not a digit", (point) =>
        tables.number("digit", point),
      ),
      "numeric(chr, default=<unrepresentable>, /)": partial("numeric", "not a numeric character", (point) =>
        floatOf(tables.number("numeric", point)),
      ),
      "normalize(form, unistr, /)": (form: Value, value: Value) => normalize("normalize", form, value).normal,
      "is_normalized(form, unistr, /)": (form: Value, value: Value) => {
        const { given, normal } = normalize("is_normalized", form, value);
        return given === normal;
      },
    },
    attributes: { unidata_version: tables.version },
  });
}
