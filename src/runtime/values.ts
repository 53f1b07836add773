// What a Python value is in JavaScript, and the singletons. See docs/architecture.md, "Values".

/** Any Python value. `undefined` is never one: it means unbound, missing or exhausted. */
export type Value = number | bigint | string | boolean | object;

/** A JavaScript function called with positional Python arguments; `undefined` stands for one that was not given. */
export type Callable = (...args: Value[]) => Value;

/** The class of `None`; a class so that every value has its type by property access. */
export class NoneType {}
export const None: Value = new NoneType();

export class EllipsisType {}
export const Ellipsis: Value = new EllipsisType();

export class NotImplementedType {}
export const NotImplemented: Value = new NotImplementedType();

/** A float whose value is a JavaScript integer; all others are plain numbers. Also a float of a subclass of `float`. */
export class Float {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
}

/** The Python float of a JavaScript number. */
export function float(value: number): Value {
  return Number.isInteger(value) ? new Float(value) : value;
}

/** The Python int of a bigint: a number where it is in the safe range. */
export function int(value: bigint): Value {
  return value >= -9007199254740991n && value <= 9007199254740991n ? Number(value) : value;
}

/** Instances of subclasses of `int` (and `bool`-like ones), `str`: objects that hold the primitive. */
export class IntObject {
  readonly value: number | bigint;
  constructor(value: number | bigint) {
    this.value = value;
  }
}

export class StrObject {
  readonly value: string;
  constructor(value: string) {
    this.value = value;
  }
}
