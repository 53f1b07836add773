// Exception groups (https://docs.python.org/3.14/library/exceptions.html#exception-groups).

import { BaseException, Exception, type ExceptionClass, nameException, PyTypeError, ValueError } from "./exceptions.ts";
import { hooks } from "./hooks.ts";

type Condition = ExceptionClass | readonly ExceptionClass[] | ((error: unknown) => boolean);

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

  /** A group of the same kind with other exceptions. */
  derive(exceptions: readonly unknown[]): BaseExceptionGroup {
    return new BaseExceptionGroup(this.args[0] as string, exceptions);
  }

  /** The group of those that match, and of those that do not; undefined where there are none. */
  split(condition: Condition): [BaseExceptionGroup | undefined, BaseExceptionGroup | undefined] {
    const matches = predicate(condition);
    if (matches(this)) return [this, undefined];
    const yes: unknown[] = [];
    const no: unknown[] = [];
    for (const error of this.exceptions) {
      if (error instanceof BaseExceptionGroup) {
        const [inside, rest] = error.split(condition);
        if (inside !== undefined) yes.push(inside);
        if (rest !== undefined) no.push(rest);
      } else (matches(error) ? yes : no).push(error);
    }
    return [this.part(yes), this.part(no)];
  }

  /** The group of those that match, or undefined. */
  subgroup(condition: Condition): BaseExceptionGroup | undefined {
    return this.split(condition)[0];
  }

  private part(exceptions: unknown[]): BaseExceptionGroup | undefined {
    if (exceptions.length === 0) return undefined;
    const group = this.derive(exceptions);
    group.cause = this.cause;
    group.context = this.context;
    group.traceback = this.traceback;
    group.notes = this.notes === undefined ? undefined : [...(this.notes as string[])];
    return group;
  }
}

/** Several `Exception`s at once. */
export class ExceptionGroup extends BaseExceptionGroup {}
nameException(BaseExceptionGroup, "BaseExceptionGroup");
nameException(ExceptionGroup, "ExceptionGroup");

function isException(error: unknown): boolean {
  return error instanceof Exception || error instanceof ExceptionGroup;
}

function predicate(condition: Condition): (error: unknown) => boolean {
  if (Array.isArray(condition)) return (error) => condition.some((type) => error instanceof type);
  if (typeof condition !== "function")
    throw new PyTypeError(`expected a function, exception type or tuple, not ${hooks.typeName(condition)}`);
  if (condition.prototype instanceof Error) return (error) => error instanceof (condition as ExceptionClass);
  return condition as (error: unknown) => boolean;
}
