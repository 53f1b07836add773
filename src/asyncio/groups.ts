// Exception groups (https://docs.python.org/3.14/library/exceptions.html#exception-groups).

import { BaseException, Exception, nameException, PyTypeError, ValueError } from "./exceptions.ts";

/** Several exceptions at once. Made of `Exception`s alone it is an `ExceptionGroup`. */
export class BaseExceptionGroup extends BaseException {
  declare readonly exceptions: readonly unknown[];

  constructor(message: string, exceptions: readonly unknown[]) {
    super(message, exceptions);
    if (exceptions.length === 0) {
      throw new ValueError("second argument (exceptions) must be a non-empty sequence");
    }
    this.exceptions = [...exceptions];
    exceptions.forEach((error, i) => {
      if (error instanceof Error) return;
      throw new ValueError(`Item ${i} of second argument (exceptions) is not an exception`);
    });
    const onlyExceptions = !exceptions.some((error) => error instanceof BaseException && !isException(error));
    if (this instanceof ExceptionGroup) {
      if (!onlyExceptions) throw new PyTypeError("Cannot nest BaseExceptions in an ExceptionGroup");
    } else if (onlyExceptions && Object.getPrototypeOf(this) === BaseExceptionGroup.prototype) {
      Object.setPrototypeOf(this, ExceptionGroup.prototype);
    }
  }

  override get message(): string {
    const { length } = this.exceptions;
    return `${this.args[0]} (${length} sub-exception${length === 1 ? "" : "s"})`;
  }
}

/** Several `Exception`s at once. */
export class ExceptionGroup extends BaseExceptionGroup {}
nameException(BaseExceptionGroup, "BaseExceptionGroup");
nameException(ExceptionGroup, "ExceptionGroup");

function isException(error: unknown): boolean {
  return error instanceof Exception || error instanceof ExceptionGroup;
}
