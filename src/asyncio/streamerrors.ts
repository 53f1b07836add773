// What reading from a stream may raise (https://docs.python.org/3.14/library/asyncio-exceptions.html).

import { bareMaker, EOFError, Exception } from "./exceptions.ts";
import { hooks } from "./hooks.ts";

/** The stream ended before all was there. `partial` is what there was. */
export class IncompleteReadError extends EOFError {
  /** The bytes read before the end. */
  declare partial: Uint8Array;
  /** How many bytes were wanted; undefined if that was not known. */
  declare expected: number | undefined;

  constructor(partial: Uint8Array, expected: number | undefined) {
    super(`${partial.length} bytes read on a total of ${expected ?? "undefined"} expected bytes`);
    this.partial = partial;
    this.expected = expected;
  }

  override get name(): string {
    return "IncompleteReadError";
  }
}

const BareIncomplete = bareMaker(IncompleteReadError);

/** Every connection ends with one, whose JavaScript stack Python has no use for. */
export function incomplete(partial: Uint8Array, expected: number | undefined): IncompleteReadError {
  if (hooks.makeError === null) return new IncompleteReadError(partial, expected);
  const total = expected ?? "undefined";
  const error = new BareIncomplete([`${partial.length} bytes read on a total of ${total} expected bytes`]);
  error.partial = partial;
  error.expected = expected;
  return error;
}

/** No separator was found within the limit. */
export class LimitOverrunError extends Exception {
  /** How many bytes may be taken without missing a separator. */
  declare consumed: number;

  constructor(message: string, consumed: number) {
    super(message);
    this.consumed = consumed;
  }

  override get name(): string {
    return "LimitOverrunError";
  }
}
