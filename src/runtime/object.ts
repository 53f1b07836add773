// `object` and `type`: the two classes at the root, made here so that every other type can be declared by them. Their
// methods are added by the files that implement them.

import { makeTypeFunction } from "./native.ts";
import { finishType, known } from "./types.ts";

/** The JavaScript class of a plain Python object. */
export class PyObject {}

function root(name: string, construct: new () => object) {
  const cls = makeTypeFunction(name, [], construct, false);
  cls.tp.mro = [cls];
  return cls;
}

/** `object` */
export const object = root("object", PyObject);
known.object = object;

/** `type`. Classes are functions, so this prototype only holds the methods of classes; no instance inherits it. */
export const type = makeTypeFunction("type", [object], class extends PyObject {}, false);
type.tp.mro = [type, object];
known.type = type;

finishType(object);
finishType(type);
