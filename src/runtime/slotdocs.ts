// What `__doc__` says of special methods of native types, which is the same for all types.

const BINARY: Record<string, string> = {
  add: "+",
  sub: "-",
  mul: "*",
  truediv: "/",
  floordiv: "//",
  mod: "%",
  lshift: "<<",
  rshift: ">>",
  and: "&",
  or: "|",
  xor: "^",
  matmul: "@",
};

const COMPARISONS: Record<string, string> = { lt: "<", le: "<=", gt: ">", ge: ">=", eq: "==", ne: "!=" };

const OTHERS: Record<string, string> = {
  __repr__: "Return repr(self).",
  __str__: "Return str(self).",
  __hash__: "Return hash(self).",
  __len__: "Return len(self).",
  __bool__: "True if self else False",
  __int__: "int(self)",
  __float__: "float(self)",
  __index__: "Return self converted to an integer, if self is suitable for use as an index into a list.",
  __neg__: "-self",
  __pos__: "+self",
  __abs__: "abs(self)",
  __invert__: "~self",
  __divmod__: "Return divmod(self, value).",
  __rdivmod__: "Return divmod(value, self).",
  __pow__: "Return pow(self, value, mod).",
  __rpow__: "Return pow(value, self, mod).",
  __getattribute__: "Return getattr(self, name).",
  __setattr__: "Implement setattr(self, name, value).",
  __delattr__: "Implement delattr(self, name).",
  __getitem__: "Return self[key].",
  __setitem__: "Set self[key] to value.",
  __delitem__: "Delete self[key].",
  __contains__: "Return bool(key in self).",
  __iter__: "Implement iter(self).",
  __next__: "Implement next(self).",
  __call__: "Call self as a function.",
  __init__: "Initialize self.  See help(type(self)) for accurate signature.",
  __new__: "Create and return a new object.  See help(type) for accurate signature.",
  __get__: "Return an attribute of instance, which is of type owner.",
  __set__: "Set an attribute of instance to value.",
  __delete__: "Delete an attribute of instance.",
  __await__: "Return an iterator to be used in await expression.",
  __aiter__: "Return an awaitable, that resolves in asynchronous iterator.",
  __anext__: "Return a value or raise StopAsyncIteration.",
};

export function slotDocumentation(name: string): string | undefined {
  // Of numbers there is another text; lists and deques are what has them.
  if (name === "__iadd__" || name === "__imul__") return `Implement self${BINARY[name.slice(3, -2)]}=value.`;
  const other = OTHERS[name];
  if (other !== undefined) return other;
  const bare = name.slice(2, -2);
  if (Object.hasOwn(COMPARISONS, bare)) return `Return self${COMPARISONS[bare]}value.`;
  if (Object.hasOwn(BINARY, bare)) return `Return self${BINARY[bare]}value.`;
  const rest = bare.slice(1);
  if (!Object.hasOwn(BINARY, rest)) return undefined;
  if (bare[0] === "r") return `Return value${BINARY[rest]}self.`;
  return bare[0] === "i" ? `Return self${BINARY[rest]}=value.` : undefined;
}
