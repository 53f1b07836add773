// Template strings (PEP 750): what `t"…{x}…"` gives. A Template has one string more than it has interpolations; they
// alternate.

import { genericAlias } from "../containers/genericalias.ts";
import { iteratorType } from "../containers/iterators.ts";
import { Tuple } from "../containers/tuple.ts";
import { typeError, valueError } from "../errors.ts";
import { nativeFunction, nativeType } from "../native.ts";
import "../object.ts";
import { ascii, repr, str } from "../protocols.ts";
import { type Type, typeName } from "../types.ts";
import { None, type Value } from "../values.ts";
import { textOf } from "./arguments.ts";

const MODULE = "string.templatelib";

export class Interpolation {
  readonly value: Value;
  readonly expression: Value;
  /** "s", "r", "a" or None. */
  readonly conversion: Value;
  readonly formatSpec: Value;
  constructor(value: Value, expression: Value, conversion: Value, formatSpec: Value) {
    this.value = value;
    this.expression = expression;
    this.conversion = conversion;
    this.formatSpec = formatSpec;
  }
  parts(): Value[] {
    return [this.value, this.expression, this.conversion, this.formatSpec];
  }
}

export class Template {
  readonly strings: string[];
  readonly interpolations: Interpolation[];
  constructor(strings: string[], interpolations: Interpolation[]) {
    this.strings = strings;
    this.interpolations = interpolations;
  }
  iter$(): TemplateIterator {
    return new TemplateIterator(this);
  }
}

/** Gives strings and interpolations in their order, without the empty strings. */
export class TemplateIterator {
  private readonly template: Template;
  /** Counts both kinds: even places are strings. */
  private at = 0;
  constructor(template: Template) {
    this.template = template;
  }
  iter$(): this {
    return this;
  }
  next$(): Value | undefined {
    const { strings, interpolations } = this.template;
    while (this.at < strings.length + interpolations.length) {
      const i = this.at >> 1;
      const item = this.at++ % 2 === 0 ? strings[i]! : interpolations[i]!;
      if (item !== "") return item;
    }
    return undefined;
  }
}

/** What the compiler makes of a t-string: literal parts, and value, expression, conversion, spec of each field. */
export function template(strings: string[], interpolations: [Value, string, string | undefined, string][]): Template {
  return new Template(
    strings,
    interpolations.map(
      ([value, expression, conversion, spec]) => new Interpolation(value, expression, conversion || None, spec),
    ),
  );
}

/** Strings and interpolations in any order: neighbouring strings become one. */
function fromParts(parts: readonly Value[]): Template {
  const strings = [""];
  const interpolations: Interpolation[] = [];
  for (const part of parts) {
    const text = textOf(part);
    if (text !== undefined) strings.push(strings.pop()! + text);
    else if (part instanceof Interpolation) {
      interpolations.push(part);
      strings.push("");
    } else {
      throw typeError(`Template.__new__ *args need to be of type 'str' or 'Interpolation', got ${typeName(part)}`);
    }
  }
  return new Template(strings, interpolations);
}

export const templateType: Type = nativeType({
  name: "Template",
  module: MODULE,
  ctor: Template,
  doc: "Template object",
  final: true,
  create(_cls, args, keywords) {
    if (keywords !== undefined) throw typeError("Template.__new__ only accepts *args arguments");
    return fromParts(args);
  },
  classMethods: { "__class_getitem__(object, /)": genericAlias },
  methods: {
    "__reduce__()": (self: Template) =>
      new Tuple([unpickle, new Tuple([new Tuple(self.strings), new Tuple(self.interpolations)])]),
  },
  special: {
    __repr__: (self: Template) =>
      `Template(strings=${repr(new Tuple(self.strings))}, interpolations=${repr(new Tuple(self.interpolations))})`,
    __iter__: (self: Template) => self.iter$(),
    __add__(self: Template, other: Value) {
      if (!(other instanceof Template)) {
        const name = `${MODULE}.Template`;
        throw typeError(`can only concatenate ${name} (not "${typeName(other)}") to ${name}`);
      }
      const [first, ...rest] = other.strings;
      const strings = [...self.strings.slice(0, -1), self.strings.at(-1)! + first!, ...rest];
      return new Template(strings, [...self.interpolations, ...other.interpolations]);
    },
  },
  getters: {
    strings: (self: Template) => new Tuple([...self.strings]),
    interpolations: (self: Template) => new Tuple([...self.interpolations]),
    values: (self: Template) => new Tuple(self.interpolations.map(({ value }) => value)),
  },
});

const PARAMETERS = ["value", "expression", "conversion", "format_spec"];

function makeInterpolation(args: Value[], keywords: Map<string, Value> | undefined): Interpolation {
  if (args.length > 4) throw typeError(`Interpolation() takes at most 4 arguments (${args.length} given)`);
  const bound: (Value | undefined)[] = [...args];
  for (const [name, value] of keywords ?? []) {
    const at = PARAMETERS.indexOf(name);
    if (at < 0) throw typeError(`Interpolation() got an unexpected keyword argument '${name}'`);
    if (at < args.length) {
      throw typeError(`argument for Interpolation() given by name ('${name}') and position (${at + 1})`);
    }
    bound[at] = value;
  }
  const [value, expression = "", conversion = None, spec = ""] = bound;
  if (value === undefined) throw typeError("Interpolation() missing required argument 'value' (pos 1)");
  textParameter(expression, "expression");
  if (conversion !== None && !["s", "r", "a"].includes(textParameter(conversion, "conversion"))) {
    throw valueError("Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'");
  }
  textParameter(spec, "format_spec");
  return new Interpolation(value, expression, conversion, spec);
}

function textParameter(value: Value, name: string): string {
  const text = textOf(value);
  if (text === undefined) throw typeError(`Interpolation() argument '${name}' must be str, not ${typeName(value)}`);
  return text;
}

export const interpolationType: Type = nativeType({
  name: "Interpolation",
  module: MODULE,
  ctor: Interpolation,
  doc: "Interpolation object",
  final: true,
  create: (_cls, args, keywords) => makeInterpolation(args, keywords),
  classMethods: { "__class_getitem__(object, /)": genericAlias },
  methods: {
    "__reduce__()": (self: Interpolation) => new Tuple([interpolationType, new Tuple(self.parts())]),
  },
  special: {
    __repr__: (self: Interpolation) => `Interpolation(${self.parts().map(repr).join(", ")})`,
  },
  getters: {
    value: (self: Interpolation) => self.value,
    expression: (self: Interpolation) => self.expression,
    conversion: (self: Interpolation) => self.conversion,
    format_spec: (self: Interpolation) => self.formatSpec,
  },
  attributes: { __match_args__: new Tuple(PARAMETERS) },
});

iteratorType("TemplateIter", TemplateIterator, { module: MODULE });

/** `string.templatelib.convert` */
export const convert = nativeFunction(
  "convert(obj, /, conversion)",
  (value: Value, conversion: Value) => {
    if (conversion === None) return value;
    switch (textOf(conversion)) {
      case "s":
        return str(value);
      case "r":
        return repr(value);
      case "a":
        return ascii(value);
      default:
        throw valueError(`invalid conversion specifier: ${str(conversion)}`);
    }
  },
  MODULE,
);

/** Makes a template again from what its `__reduce__` gave. */
const unpickle = nativeFunction(
  "_template_unpickle(strings, interpolations, /)",
  (strings: Tuple, interpolations: Tuple) =>
    new Template(strings.items as string[], interpolations.items as Interpolation[]),
  MODULE,
);
