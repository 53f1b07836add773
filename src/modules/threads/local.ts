// `threading.local`: an object whose attributes are each thread's own. A class derived from it is initialised again in
// every thread that touches the object.

import { currentThread, type Thread } from "../../asyncio/threads.ts";
import { AttributeDict } from "../../runtime/attributedict.ts";
import { genericAttribute, genericSetAttribute } from "../../runtime/attributes.ts";
import { callWith } from "../../runtime/calls.ts";
import { typeError } from "../../runtime/errors.ts";
import { raiseAttributeError } from "../../runtime/exceptions.ts";
import { nativeType, newInstance } from "../../runtime/native.ts";
import { object } from "../../runtime/object.ts";
import { type Type, typeOf } from "../../runtime/types.ts";
import { None, type Value } from "../../runtime/values.ts";

type Values = Map<string, Value>;

class Local {
  /** The attributes of the thread that touched it last (see attributes.ts of the runtime). */
  dict$: Values = new Map();
  last: Thread = currentThread;
  readonly perThread = new WeakMap<Thread, Values>([[this.last, this.dict$]]);
  args: Value[] = [];
  keywords: Map<string, Value> | undefined = undefined;
}

/** Brings the attributes of the thread that runs to where attributes are looked for. */
function enter(self: Local): void {
  if (self.last === currentThread) return;
  self.last = currentThread;
  const known = self.perThread.get(currentThread);
  self.dict$ = known ?? new Map();
  if (known !== undefined) return;
  self.perThread.set(currentThread, self.dict$);
  const init = typeOf(self).tp.lookup("__init__");
  if (init !== undefined && init !== object.tp.dict.get("__init__")) {
    callWith(init, [self as Value, ...self.args], self.keywords);
  }
}

function set(self: Local, name: string, value: Value | undefined): Value {
  enter(self);
  if (name === "__dict__") {
    const type = typeOf(self).tp.name;
    raiseAttributeError(self as Value, name, `'${type}' object attribute '__dict__' is read-only`);
  }
  genericSetAttribute(self as Value, name, value);
  return None;
}

export const createLocalType = (): Type =>
  nativeType({
    name: "_local",
    module: "_thread",
    ctor: Local,
    hasDict: true,
    create: (cls, args, keywords) => {
      const isGiven = args.length > 0 || (keywords !== undefined && keywords.size > 0);
      if (isGiven && cls.tp.lookup("__init__") === object.tp.dict.get("__init__")) {
        throw typeError("Initialization arguments are not supported");
      }
      const self = newInstance<Local>(cls);
      self.args = args;
      self.keywords = keywords;
      return self as Value;
    },
    special: {
      __getattribute__: (self: Local, name: Value) => {
        enter(self);
        if (name === "__dict__") return new AttributeDict(self);
        return genericAttribute(self as Value, name as string) ?? raiseAttributeError(self as Value, name as string);
      },
      __setattr__: (self: Local, name: Value, value: Value) => set(self, name as string, value),
      __delattr__: (self: Local, name: Value) => set(self, name as string, undefined),
    },
  });
