// Modules: the object whose attributes `$x` are a module's globals.

import { AttributeDict } from "./attributedict.ts";
import { ownAttribute } from "./attributes.ts";
import { call } from "./calls.ts";
import type { Dict } from "./containers/dict.ts";
import { List } from "./containers/list.ts";
import { raiseAttributeError } from "./exceptions.ts";
import { nativeType } from "./native.ts";
import { repr } from "./protocols.ts";
import { None, type Value } from "./values.ts";

export class Module {
  [attribute: `$${string}`]: Value | undefined;
  /** The live dictionary of globals, made when somebody asks for it. */
  private view: AttributeDict | undefined;

  constructor(name: string, doc: Value = None) {
    Object.defineProperty(this, "view", { value: undefined, writable: true, enumerable: false });
    this.$__name__ = name;
    this.$__doc__ = doc;
    this.$__package__ = None;
    this.$__loader__ = None;
    this.$__spec__ = None;
  }

  /** A module whose globals are in a dict of the program's own, as `exec` gets it. */
  static of(globals: Dict): Module {
    const module = new Module("builtins");
    module.dict().clear();
    module.view = AttributeDict.become(globals, module);
    return module;
  }

  dict(): AttributeDict {
    this.view ??= new AttributeDict(this);
    return this.view;
  }
}

export const moduleType = nativeType({
  name: "module",
  ctor: Module,
  hasDict: true,
  create: (cls, args) => {
    const module = new cls.tp.construct() as Module;
    module.$__name__ = args[0];
    module.$__doc__ = args[1] ?? None;
    return module;
  },
  special: {
    __init__: () => None,
    __repr__: (self: Module) => {
      const file = self.$__file__;
      const name = repr(self.$__name__ ?? "?");
      return file === undefined ? `<module ${name} (built-in)>` : `<module ${name} from ${repr(file)}>`;
    },
    __dir__: (self: Module) => {
      const own = ownAttribute(self, "__dir__");
      return own === undefined ? new List(self.dict().names()) : call(own);
    },
    __getattr__: (self: Module, name: Value) => missingAttribute(self, name as string),
  },
  getters: { __dict__: (self: Module) => self.dict() },
});

/** An attribute that the module has not: its own `__getattr__` may make it. */
function missingAttribute(module: Module, name: string): Value {
  const fallback = ownAttribute(module, "__getattr__");
  return fallback === undefined ? raiseAttributeError(module, name) : call(fallback, name);
}
