// Syntax errors and warnings of the parser, as Python exceptions.

import { Tuple } from "../../runtime/containers/tuple.ts";
import { asException, exceptionTypes, makeException, setField } from "../../runtime/exceptions.ts";
import { shownName } from "../../runtime/traceback.ts";
import { isInstance } from "../../runtime/types.ts";
import { None } from "../../runtime/values.ts";
import { NOWHERE, PythonSyntaxError, type SyntaxWarning } from "../../syntax/index.ts";
import { warnings } from "../warnings/state.ts";

/** Runs what parses and compiles `filename`. */
export function syntaxErrors<T>(filename: string, run: (warn: (warning: SyntaxWarning) => void) => T): T {
  try {
    return run((warning) => warn(warning, filename));
  } catch (e) {
    throw e instanceof PythonSyntaxError ? syntaxError(e, filename) : e;
  }
}

/** Where warnings are errors, this one is a SyntaxError. */
function warn(warning: SyntaxWarning, filename: string): void {
  try {
    warnings.warnExplicit("SyntaxWarning", warning.message, { filename: shownName(filename), line: warning.lineno });
  } catch (e) {
    if (!isInstance(asException(e), exceptionTypes.get("SyntaxWarning")!)) throw e;
    const { lineno, offset } = warning;
    const message = warning.message.replace(" Such sequences will not work in the future.", "");
    throw new PythonSyntaxError("SyntaxError", message, filename, { ...NOWHERE, lineno, offset });
  }
}

export function syntaxError(e: PythonSyntaxError, filename: string): Error {
  if (e.lineno === null) {
    // What is wrong with the text as a whole has no place in it.
    const whole = makeException(exceptionTypes.get(e.type)!, [e.message]);
    return e.type === "MemoryError" || e.type === "RecursionError" ? whole : setField(whole, "msg", e.message);
  }
  const place = {
    filename: shownName(filename),
    lineno: e.lineno ?? None,
    offset: e.offset ?? None,
    text: e.text ?? None,
    end_lineno: e.end_lineno ?? None,
    end_offset: e.end_offset ?? None,
  };
  const error = makeException(exceptionTypes.get(e.type)!, [e.message, new Tuple(Object.values(place))]);
  setField(error, "msg", e.message);
  for (const [name, value] of Object.entries(place)) setField(error, name, value);
  return error;
}
