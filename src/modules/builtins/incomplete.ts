// Whether what stands at a prompt is only the beginning of a statement.

import { PythonSyntaxError, parse } from "../../syntax/index.ts";

/** Does the text want another line? `blank`: its last line is empty, which ends a compound statement. */
export function wantsMore(text: string, blank: boolean): boolean {
  try {
    parse(text, { mode: "single" });
  } catch (e) {
    return e instanceof PythonSyntaxError && e.incomplete;
  }
  if (blank) return false;
  // A compound statement goes on until an empty line, as at CPython's prompt.
  const lines = text.trimEnd().split("\n");
  const last = lines.at(-1)!;
  return (
    /^(@|(async\s+)?(def|for|with)\b|if\b|while\b|try\b|class\b|match\b.*:)/.test(lines[0]!) &&
    (lines.length > 1
      ? /^\s|:\s*$/.test(last) || /^(else|elif|except|finally|case)\b/.test(last)
      : /:\s*(#.*)?$/.test(last))
  );
}
