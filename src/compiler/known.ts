// Keyword calls of functions that the module defines itself: where a name is that of one `def` alone, its parameters are
// known when the call is compiled, and the arguments can be put in their order. A comparison of the code object makes
// sure at run time that it is this function which is called.

import type { Arguments, AsyncFunctionDef, FunctionDef } from "../syntax/ast.ts";
import type { Scopes } from "./collect.ts";

export type Known = FunctionDef | AsyncFunctionDef;

export class KnownFunctions {
  private readonly byName = new Map<string, Known | undefined>();

  constructor(scopes: Scopes) {
    for (const node of scopes.blocks.keys()) {
      if (node.node !== "FunctionDef" && node.node !== "AsyncFunctionDef") continue;
      this.byName.set(node.name, this.byName.has(node.name) ? undefined : node);
    }
  }

  /** The only function of that name. */
  get(name: string): Known | undefined {
    return this.byName.get(name);
  }
}

/**
 * Puts arguments into the canonical order of the parameters: for each its index among the arguments (positional ones, then
 * keywords), or undefined where the default is meant. Undefined altogether if the call does not fit as plainly as that.
 */
export function arrange(
  parameters: Arguments,
  positional: number,
  keywords: readonly string[],
): (number | undefined)[] | undefined {
  const { posonlyargs, args, vararg, kwonlyargs, kw_defaults, kwarg, defaults } = parameters;
  const names = [...posonlyargs, ...args].map(({ arg }) => arg);
  if (positional > names.length || new Set(keywords).size < keywords.length) return undefined;
  const order: (number | undefined)[] = [];
  let used = 0;
  const keyword = (name: string, hasDefault: boolean): boolean => {
    const index = keywords.indexOf(name);
    if (index >= 0) used++;
    order.push(index < 0 ? undefined : positional + index);
    return index >= 0 || hasDefault;
  };
  for (const [i, name] of names.entries()) {
    const hasDefault = i >= names.length - defaults.length;
    if (i < positional) order.push(i);
    else if (i < posonlyargs.length) {
      if (!hasDefault) return undefined;
      order.push(undefined);
    } else if (!keyword(name, hasDefault)) return undefined;
  }
  if (vararg !== null) order.push(undefined);
  for (const [i, { arg }] of kwonlyargs.entries()) {
    if (!keyword(arg, kw_defaults[i] !== null)) return undefined;
  }
  if (kwarg !== null) order.push(undefined);
  while (order.length > 0 && order[order.length - 1] === undefined) order.pop();
  return used === keywords.length ? order : undefined;
}

/** Whether a function's entry takes the canonical order itself. */
export function isSimple({ vararg, kwonlyargs, kwarg }: Arguments): boolean {
  return vararg === null && kwonlyargs.length === 0 && kwarg === null;
}
