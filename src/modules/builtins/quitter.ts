// `exit` and `quit`, as the site module gives them to programs and prompts.

import { exceptionTypes, makeException, setField } from "../../runtime/exceptions.ts";
import { nativeType } from "../../runtime/native.ts";
import { None, type Value } from "../../runtime/values.ts";

export class Quitter {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

nativeType({
  name: "Quitter",
  module: "_sitebuiltins",
  ctor: Quitter as unknown as new () => object,
  special: {
    __repr__: (self: Quitter) => `Use ${self.name}() or Ctrl-D (i.e. EOF) to exit`,
    __call__: (_self: Quitter, code: Value = None): never => {
      throw setField(makeException(exceptionTypes.get("SystemExit")!, code === None ? [] : [code]), "code", code);
    },
  },
});
