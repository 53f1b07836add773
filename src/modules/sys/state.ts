// The module `sys` as other modules see it: its streams may be replaced by the program at any time.

import { factory } from "../../runtime/errors.ts";
import type { Module } from "../../runtime/modules.ts";
import type { Value } from "../../runtime/values.ts";

interface SysModule extends Module {
  $stdout: Value | undefined;
  $stderr: Value | undefined;
  $stdin: Value | undefined;
}

export const sys: { module: SysModule; raise(type: string, ...args: Value[]): Error } = {
  module: undefined as unknown as SysModule,
  raise: (type, ...args) => factory.make(type, args),
};
