// Completion at the prompt: names in reach, and attributes behind a dot. Nothing is called for it but `dir`.

import { getattr } from "../runtime/attributes.ts";
import { call } from "../runtime/calls.ts";
import { importNow } from "../runtime/imports.ts";
import type { Module } from "../runtime/modules.ts";
import { iterate } from "../runtime/protocols.ts";
import type { Value } from "../runtime/values.ts";
import { KEYWORDS } from "../syntax/index.ts";

/** What Tab writes where nothing stands before it. */
const INDENT = "    ";
/** The dotted name that ends where the cursor is. */
const NAME = /[\p{L}\p{N}_.]*$/u;

/** The ways in which the line may go on, and the part of it that they replace. */
export function complete(main: Module, line: string): [string[], string] {
  if (line.trim() === "") return [[INDENT], ""];
  const word = NAME.exec(line)![0];
  const dot = word.lastIndexOf(".");
  try {
    if (dot < 0) return [startingWith(word, namesInReach(main)), word];
    const object = valueOf(main, word.slice(0, dot).split("."));
    if (object === undefined) return [[], word];
    const start = word.slice(dot + 1);
    const names = startingWith(start, namesOf(object)).filter((name) => start !== "" || !name.startsWith("_"));
    return [names.map((name) => word.slice(0, dot + 1) + name), word];
  } catch {
    // An object may raise whatever it likes when it is asked for its names.
    return [[], word];
  }
}

const builtins = (): Module => importNow("builtins") as Module;

const namesOf = (object: Value): string[] => [...iterate(call(builtins().$dir!, object))].map(String);

const namesInReach = (main: Module): string[] => [...main.dict().names(), ...builtins().dict().names(), ...KEYWORDS];

const startingWith = (start: string, names: string[]): string[] =>
  [...new Set(names)].filter((name) => name.startsWith(start)).sort();

function valueOf(main: Module, path: string[]): Value | undefined {
  const [first, ...rest] = path as [string, ...string[]];
  let value = main[`$${first}`] ?? builtins()[`$${first}`];
  for (const name of rest) if (value !== undefined) value = getattr(value, name);
  return value;
}
