// All modules that are written in TypeScript, by name; each is made when it is first imported.

import { sources } from "../runtime/imports.ts";
import type { Module } from "../runtime/modules.ts";
import { asyncioModules } from "./asyncio/index.ts";
import { createBuiltins } from "./builtins/index.ts";
import { createContextvars } from "./contextvars.ts";
import { createInspect } from "./inspect.ts";
import { createIo } from "./io/open.ts";
import { createSys } from "./sys/index.ts";
import { createTime } from "./time.ts";
import { createTypes } from "./types.ts";

const factories: Record<string, (name: string) => Module> = {
  builtins: createBuiltins,
  contextvars: createContextvars,
  inspect: createInspect,
  io: createIo,
  sys: createSys,
  time: createTime,
  types: createTypes,
  ...asyncioModules,
};

export function registerModules(): void {
  for (const [name, create] of Object.entries(factories)) sources.native.set(name, create);
}
