// How the checks report: with positions as CPython's compiler gives them, which counts columns in bytes.

import type { Position } from "../ast.ts";
import { PythonSyntaxError, type WarningHandler } from "../errors.ts";
import type { Lines } from "../source.ts";

export class Reporter {
  private readonly filename: string;
  private readonly lines: Lines | null;
  private readonly onWarning: WarningHandler;

  /** The lines of the text, if errors shall quote them. */
  constructor(filename: string, lines: Lines | null, onWarning: WarningHandler) {
    this.filename = filename;
    this.lines = lines;
    this.onWarning = onWarning;
  }

  raise(node: Position, message: string): never {
    throw new PythonSyntaxError("SyntaxError", message, this.filename, {
      lineno: node.lineno,
      offset: node.col_offset + 1,
      end_lineno: node.end_lineno,
      end_offset: node.end_col_offset + 1,
      text: this.lines === null ? null : this.lines.get(node.lineno),
    });
  }

  warn(node: Position, message: string): void {
    this.onWarning({ message, lineno: node.lineno, offset: node.col_offset + 1 });
  }
}
