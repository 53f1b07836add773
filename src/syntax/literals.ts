// Literals as Python's `repr` writes them.

import type { ConstantValue } from "./ast.ts";

/** Python's repr of a constant. */
export function reprConstant(constant: ConstantValue): string {
  switch (constant.type) {
    case "int":
      return String(constant.value);
    case "float":
      return reprFloat(constant.value, true);
    case "complex":
      return `${reprFloat(constant.value, false)}j`;
    case "str":
      return reprString(constant.value);
    case "bytes":
      return reprBytes(constant.value);
    default:
      return constant.type;
  }
}

/** Python's shortest text for a float; that of an imaginary part has no ".0". */
export function reprFloat(value: number, point: boolean): string {
  if (value === Number.POSITIVE_INFINITY) return "inf";
  const [mantissa = "", exponentText = "0"] = value.toExponential().split("e");
  const exponent = Number(exponentText);
  if (exponent < -4 || exponent >= 16) {
    const digits = String(Math.abs(exponent)).padStart(2, "0");
    return `${mantissa}e${exponent < 0 ? "-" : "+"}${digits}`;
  }
  const plain =
    exponent < 0 ? value.toFixed(Math.min(100, mantissa.replace(".", "").length - 1 - exponent)) : String(value);
  return point && !plain.includes(".") ? `${plain}.0` : plain;
}

const NOT_PRINTABLE = /[\p{C}\p{Z}]/u;

/** Python's repr of a str. */
export function reprString(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let repr = quote;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (character === quote || character === "\\") repr += `\\${character}`;
    else if (code >= 0x20 && code < 0x7f) repr += character;
    else if (character === "\n") repr += "\\n";
    else if (character === "\r") repr += "\\r";
    else if (character === "\t") repr += "\\t";
    else if (code >= 0xa0 && !NOT_PRINTABLE.test(character)) repr += character;
    else if (code < 0x100) repr += `\\x${code.toString(16).padStart(2, "0")}`;
    else if (code < 0x10000) repr += `\\u${code.toString(16).padStart(4, "0")}`;
    else repr += `\\U${code.toString(16).padStart(8, "0")}`;
  }
  return repr + quote;
}

export function reprBytes(bytes: Uint8Array): string {
  const quote = bytes.includes(39) && !bytes.includes(34) ? '"' : "'";
  let repr = `b${quote}`;
  for (const byte of bytes) {
    const character = String.fromCharCode(byte);
    if (character === quote || character === "\\") repr += `\\${character}`;
    else if (character === "\n") repr += "\\n";
    else if (character === "\r") repr += "\\r";
    else if (character === "\t") repr += "\\t";
    else if (byte >= 0x20 && byte < 0x7f) repr += character;
    else repr += `\\x${byte.toString(16).padStart(2, "0")}`;
  }
  return repr + quote;
}

/** How many digits an int literal in decimal may have, which keeps the conversion from taking quadratic time; 0: any. */
export const literalLimits = { digits: 4300 };
