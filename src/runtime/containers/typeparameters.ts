// Type variables in subscripts: which are among the arguments of an alias or a union, and what becomes of the arguments
// when others are put in their places (`dict[str, list[T]][int]`). How a variable takes what stands for it is its own,
// which `typing` writes in Python; what has parameters in it (an alias, a union) is subscripted in its turn.

import { lookupAttribute } from "../attributes.ts";
import { call } from "../calls.ts";
import { typeError } from "../errors.ts";
import { repr, truth } from "../protocols.ts";
import { isType, special, typeName } from "../types.ts";
import { Ellipsis, None, type Value } from "../values.ts";
import { List } from "./list.ts";
import { makeTuple, Tuple } from "./tuple.ts";

/** Classes may have variables in them, and are no place for others. */
const attribute = (arg: Value, name: string): Value | undefined =>
  isType(arg) || typeof arg === "number" || typeof arg === "string" ? undefined : lookupAttribute(arg, name);

const isList = (arg: Value): arg is Tuple | List => arg instanceof Tuple || arg instanceof List;

/** The type variables among the arguments, each once, in order of appearance. */
export function typeParameters(args: readonly Value[]): Value[] {
  const found: Value[] = [];
  const note = (variable: Value): void => {
    if (!found.includes(variable)) found.push(variable);
  };
  for (const arg of args) {
    if (attribute(arg, "__typing_subst__") !== undefined) note(arg);
    else if (isList(arg)) typeParameters(arg.items).forEach(note);
    else {
      const own = attribute(arg, "__parameters__");
      if (own instanceof Tuple) own.items.forEach(note);
    }
  }
  return found;
}

/** What is given in brackets, with `*tuple[int, str]` taken for its items. */
function given(item: Value): Value[] {
  return (item instanceof Tuple ? item.items : [item]).flatMap((arg) => {
    const inner = attribute(arg, "__typing_unpacked_tuple_args__");
    return inner instanceof Tuple && inner.items.at(-1) !== Ellipsis ? inner.items : [arg];
  });
}

/** The arguments of `self`, which has these `args`, after `self[item]`. */
export function substitute(self: Value, args: readonly Value[], item: Value): Value[] {
  const variables = typeParameters(args);
  if (variables.length === 0) throw typeError(`${repr(self)} is not a generic class`);
  let values = given(item);
  for (const variable of variables) {
    const prepare = lookupAttribute(variable, "__typing_prepare_subst__");
    if (prepare === undefined || prepare === None) continue;
    const prepared = call(prepare, self, makeTuple(values));
    values = prepared instanceof Tuple ? prepared.items : [prepared];
  }
  if (values.length !== variables.length) {
    const many = values.length > variables.length ? "many" : "few";
    throw typeError(`Too ${many} arguments for ${repr(self)}; actual ${values.length}, expected ${variables.length}`);
  }
  return replaced(args, variables, values);
}

function replaced(args: readonly Value[], variables: Value[], values: Value[]): Value[] {
  const result: Value[] = [];
  for (const arg of args) {
    if (isList(arg)) {
      const items = replaced(arg.items, variables, values);
      result.push(arg instanceof Tuple ? makeTuple(items) : new List(items));
      continue;
    }
    const subst = attribute(arg, "__typing_subst__");
    const value = subst === undefined ? within(arg, variables, values) : call(subst, values[variables.indexOf(arg)]!);
    if (truth(attribute(arg, "__typing_is_unpacked_typevartuple__") ?? false)) {
      if (!(value instanceof Tuple)) {
        throw typeError(
          `expected __typing_subst__ of ${typeName(arg)} objects to return a tuple, not ${typeName(value)}`,
        );
      }
      result.push(...value.items);
    } else result.push(value);
  }
  return result;
}

/** An argument that has variables in it: what they become goes to it as its own arguments. */
function within(arg: Value, variables: Value[], values: Value[]): Value {
  const own = attribute(arg, "__parameters__");
  if (!(own instanceof Tuple) || own.items.length === 0) return arg;
  const items = own.items.flatMap((variable) => {
    const at = variables.indexOf(variable);
    if (at < 0) return [variable];
    const value = values[at]!;
    // What stands for a TypeVarTuple are many.
    return value instanceof Tuple && special(variable, "__iter__") != null ? value.items : [value];
  });
  return special(arg, "__getitem__")!(arg, makeTuple(items));
}
