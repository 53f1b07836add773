// The module `select`: what `selectors` and `socket` import. No host tells when a descriptor is ready.

import { notImplementedError } from "../runtime/errors.ts";
import { exceptionTypes } from "../runtime/exceptions.ts";
import type { Module } from "../runtime/modules.ts";
import type { Value } from "../runtime/values.ts";
import { moduleFrom } from "./define.ts";

export function createSelect(): Module {
  return moduleFrom("select", {
    doc: "This module supports asynchronous I/O on multiple file descriptors.",
    attributes: { error: exceptionTypes.get("OSError")! },
    functions: {
      "select(rlist, wlist, xlist, timeout=None, /)": (): Value => {
        throw notImplementedError("no host tells when a descriptor is ready; use asyncio's transports and streams");
      },
    },
  });
}
