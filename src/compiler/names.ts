// From Python names to JavaScript names.
//
// A Python identifier is a JavaScript identifier too. Words that JavaScript reserves, or that emitted code relies on,
// get a trailing `$`; no Python identifier contains one, so nothing collides. Attributes and globals are properties with
// the prefix `$` and need none of this.

const reserved = new Set(
  (
    "arguments await break case catch class const continue debugger default delete do else enum eval export extends " +
    "false finally for function if implements import in instanceof interface let new null package private protected " +
    "public return static super switch this throw true try typeof var void while with yield " +
    "undefined NaN Infinity Math M"
  ).split(" "),
);

/** The JavaScript variable of a Python local variable. */
export function variableName(name: string): string {
  return reserved.has(name) ? `${name}$` : name;
}

/** Python's private names: `__x` in `class C` is `_C__x`. */
export function mangle(name: string, className: string | undefined): string {
  if (className === undefined || !name.startsWith("__") || name.endsWith("__") || name.includes(".")) return name;
  const stripped = className.replace(/^_+/, "");
  return stripped === "" ? name : `_${stripped}${name}`;
}

const unsafe = /[\u2028\u2029]/g;

/** A string as a JavaScript literal. `JSON.stringify` escapes lone surrogates by itself. */
export function quote(text: string): string {
  return JSON.stringify(text).replace(unsafe, (c) => `\\u${c.charCodeAt(0).toString(16)}`);
}
