// What copies and pickles of exceptions take with them: their arguments, and what was set on them since.

import { ownAttribute, ownNames, setattr } from "./attributes.ts";
import { Dict } from "./containers/dict.ts";
import { Tuple } from "./containers/tuple.ts";
import { typeError } from "./errors.ts";
import { BaseException, type Exc, exceptionTypes, getField } from "./exceptions.ts";
import { extendType } from "./native.ts";
import { typeOf } from "./types.ts";
import { None, type Value } from "./values.ts";

/** Attributes of the program's own, notes, and the fields that no argument brings. */
function stateOf(self: Exc, fields: readonly string[]): Dict {
  const state = new Dict();
  for (const name of ownNames(self)) state.set(name, ownAttribute(self, name)!);
  if (self.notes !== undefined) state.set("__notes__", self.notes);
  for (const name of fields) {
    const value = getField(self, name);
    if (value !== undefined && value !== None) state.set(name, value);
  }
  return state;
}

function reduced(self: Exc, fields: readonly string[] = [], args: Value[] = self.args): Value {
  const state = stateOf(self, fields);
  const parts: Value[] = [typeOf(self), new Tuple(args)];
  if (state.size > 0) parts.push(state);
  return new Tuple(parts);
}

extendType(BaseException, {
  methods: {
    "__reduce__()": (self: Exc) => reduced(self),
    "__setstate__(object, /)": (self: Exc, state: Value) => {
      if (state === None) return None;
      if (!(state instanceof Dict)) throw typeError("state is not a dictionary");
      for (const [name, value] of state.entries()) setattr(self, name as string, value);
      return None;
    },
  },
});

extendType(exceptionTypes.get("ImportError")!, {
  methods: { "__reduce__()": (self: Exc) => reduced(self, ["name", "path", "name_from"]) },
});

/** With its arguments; `obj` stays behind: few objects can be pickled. */
function attributeErrorState(self: Exc): Dict {
  const state = stateOf(self, ["name"]);
  state.set("args", new Tuple(self.args));
  return state;
}

extendType(exceptionTypes.get("AttributeError")!, {
  methods: {
    "__getstate__()": attributeErrorState,
    "__reduce__()": (self: Exc) => new Tuple([typeOf(self), new Tuple(self.args), attributeErrorState(self)]),
  },
});

/** The names of files are arguments that an OSError does not keep among its own. */
function osArguments(self: Exc): Value[] {
  const [filename, filename2] = ["filename", "filename2"].map((name) => getField(self, name) ?? None);
  if (self.args.length !== 2 || filename === None) return self.args;
  return filename2 === None ? [...self.args, filename!] : [...self.args, filename!, None, filename2!];
}

extendType(exceptionTypes.get("OSError")!, {
  methods: { "__reduce__()": (self: Exc) => reduced(self, [], osArguments(self)) },
});
