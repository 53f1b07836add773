// Iterators that may go on for ever: `count`, `cycle`, `repeat`.

import { nextOf } from "../../runtime/containers/iterators.ts";
import { typeError } from "../../runtime/errors.ts";
import { nativeType, newInstance } from "../../runtime/native.ts";
import { intOf } from "../../runtime/numbers/coerce.ts";
import { add } from "../../runtime/operators.ts";
import { index, iter, type PyIterator, repr } from "../../runtime/protocols.ts";
import { special, type Type } from "../../runtime/types.ts";
import { Float, None, type Value } from "../../runtime/values.ts";
import { constructor } from "../constructor.ts";

class Count {
  value: Value = 0;
  step: Value = 1;
  iter$(): this {
    return this;
  }
  next$(): Value {
    const { value, step } = this;
    this.value = add(value, step);
    return value;
  }
}

const isNumber = (value: Value): boolean =>
  intOf(value) !== undefined ||
  typeof value === "number" ||
  value instanceof Float ||
  special(value, "__index__") != null ||
  special(value, "__float__") != null ||
  special(value, "__complex__") != null;

class Cycle {
  source: PyIterator | undefined = undefined;
  saved: Value[] = [];
  at = 0;
  iter$(): this {
    return this;
  }
  next$(): Value | undefined {
    if (this.source !== undefined) {
      const item = this.source.next$();
      if (item !== undefined) {
        this.saved.push(item);
        return item;
      }
      this.source = undefined;
    }
    if (this.saved.length === 0) return undefined;
    const item = this.saved[this.at]!;
    this.at = (this.at + 1) % this.saved.length;
    return item;
  }
}

class Repeat {
  value: Value = None;
  /** How many are to come; -1: for ever. */
  left = -1;
  iter$(): this {
    return this;
  }
  next$(): Value | undefined {
    if (this.left === 0) return undefined;
    if (this.left > 0) this.left--;
    return this.value;
  }
}

const module = "itertools";

export const infiniteTypes = (): Type[] => [
  nativeType({
    name: "count",
    module,
    ctor: Count,
    create: constructor("count(start=0, step=1)", (cls, start: Value = 0, step: Value = 1) => {
      if (!isNumber(start) || !isNumber(step)) throw typeError("a number is required");
      const self = newInstance<Count>(cls);
      self.value = start;
      self.step = step;
      return self;
    }),
    special: {
      __iter__: (self: Count) => self,
      __next__: (self: Count) => nextOf(self),
      __repr__: (self: Count) =>
        self.step === 1 ? `count(${repr(self.value)})` : `count(${repr(self.value)}, ${repr(self.step)})`,
    },
  }),
  nativeType({
    name: "cycle",
    module,
    ctor: Cycle,
    create: constructor("cycle(iterable, /)", (cls, iterable: Value) => {
      const self = newInstance<Cycle>(cls);
      self.source = iter(iterable);
      return self;
    }),
    special: { __iter__: (self: Cycle) => self, __next__: (self: Cycle) => nextOf(self) },
  }),
  nativeType({
    name: "repeat",
    module,
    ctor: Repeat,
    create: constructor("repeat(object, times=None)", (cls, object: Value, times?: Value) => {
      const self = newInstance<Repeat>(cls);
      self.value = object;
      if (times !== undefined) self.left = Math.max(0, Number(index(times)));
      return self;
    }),
    special: {
      __iter__: (self: Repeat) => self,
      __next__: (self: Repeat) => nextOf(self),
      __repr__: (self: Repeat) =>
        self.left < 0 ? `repeat(${repr(self.value)})` : `repeat(${repr(self.value)}, ${self.left})`,
      __length_hint__: (self: Repeat) => {
        if (self.left < 0) throw typeError("len() of unsized object");
        return self.left;
      },
    },
  }),
];
