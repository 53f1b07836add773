// `socket.gaierror`, over the engine's error of a name without an address.

import { NameResolutionError } from "../../asyncio/oserrors.ts";
import { exceptionTypes, registerException } from "../../runtime/exceptions.ts";
import { nativeType } from "../../runtime/native.ts";
import type { Type } from "../../runtime/types.ts";

let gaierrorType: Type | undefined;

/** `socket.gaierror`, made when a name is first not found or somebody imports it. */
export function gaierror(): Type {
  if (gaierrorType === undefined) {
    gaierrorType = nativeType({
      name: "gaierror",
      module: "socket",
      base: exceptionTypes.get("OSError")!,
      ctor: NameResolutionError as unknown as new () => object,
      solid: false,
      hasDict: true,
    });
    registerException(gaierrorType);
  }
  return gaierrorType;
}
