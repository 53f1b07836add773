// Syntax errors and warnings of the parser, as Python exceptions.

import { exceptionTypes, makeException, setField } from "../../runtime/exceptions.ts";
import { None } from "../../runtime/values.ts";
import { PythonSyntaxError, type SyntaxWarning } from "../../syntax/index.ts";
import { warnings } from "../warnings/state.ts";

/** Runs what parses and compiles `filename`. */
export function syntaxErrors<T>(filename: string, run: (warn: (warning: SyntaxWarning) => void) => T): T {
  try {
    return run((warning) =>
      warnings.warnExplicit("SyntaxWarning", warning.message, { filename, line: warning.lineno }),
    );
  } catch (e) {
    throw e instanceof PythonSyntaxError ? syntaxError(e, filename) : e;
  }
}

export function syntaxError(e: PythonSyntaxError, filename: string): Error {
  const error = makeException(exceptionTypes.get(e.type)!, [e.message]);
  setField(error, "msg", e.message);
  setField(error, "filename", filename);
  setField(error, "lineno", e.lineno ?? None);
  setField(error, "offset", e.offset ?? None);
  setField(error, "text", e.text ?? None);
  setField(error, "end_lineno", e.end_lineno ?? None);
  setField(error, "end_offset", e.end_offset ?? None);
  return error;
}
