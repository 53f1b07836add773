// The exceptions of `ssl`, over the engine's.

import { type SSLDetails, type SSLErrorName, sslErrorMaker, sslErrors } from "../../asyncio/sslerrors.ts";
import { Tuple } from "../../runtime/containers/tuple.ts";
import {
  type Exc,
  exceptionTypes,
  getField,
  makeException,
  registerException,
  setField,
} from "../../runtime/exceptions.ts";
import { nativeType } from "../../runtime/native.ts";
import { repr } from "../../runtime/protocols.ts";
import type { Type } from "../../runtime/types.ts";
import { None, type Value } from "../../runtime/values.ts";
import { lazily } from "../asyncio/define.ts";

const DOCS: Record<SSLErrorName, string> = {
  SSLError: "An error occurred in the SSL implementation.",
  SSLZeroReturnError: "SSL/TLS session closed cleanly.",
  SSLWantReadError: "Non-blocking SSL socket needs to read more data\nbefore the requested operation can be completed.",
  SSLWantWriteError:
    "Non-blocking SSL socket needs to write more data\nbefore the requested operation can be completed.",
  SSLSyscallError: "System error when attempting SSL operation.",
  SSLEOFError: "SSL/TLS connection terminated abruptly.",
  SSLCertVerificationError: "A certificate could not be verified.",
};

/** Of a number and a text, the text alone is shown; of anything else, all. */
function text(self: Exc): Value {
  const strerror = getField(self as Value, "strerror");
  return typeof strerror === "string" ? strerror : repr(new Tuple(self.args));
}

export const sslErrorTypes = lazily((): Record<SSLErrorName, Type> => {
  const made = new Map<SSLErrorName, Type>();
  for (const name of Object.keys(sslErrors) as SSLErrorName[]) {
    const base = made.get("SSLError");
    const type = nativeType({
      name,
      module: "ssl",
      base: base ?? exceptionTypes.get("OSError")!,
      ctor: sslErrors[name] as unknown as new () => object,
      doc: DOCS[name],
      solid: false,
      hasDict: true,
      ...(base === undefined ? { special: { __str__: text } } : {}),
    });
    registerException(type);
    made.set(name, type);
  }
  // A certificate that will not do is a wrong value, too.
  const { tp } = made.get("SSLCertVerificationError")!;
  tp.bases.push(exceptionTypes.get("ValueError")!);
  tp.mro.splice(tp.mro.indexOf(exceptionTypes.get("Exception")!), 0, exceptionTypes.get("ValueError")!);
  sslErrorMaker.make = makeError;
  return Object.fromEntries(made) as Record<SSLErrorName, Type>;
});

/** The details are attributes of the instance. */
function makeError(name: SSLErrorName, args: readonly unknown[], details: SSLDetails): Error {
  const e = makeException(sslErrorTypes()[name], args as Value[]);
  if (args.length < 2) return e;
  setField(setField(e, "errno", args[0] as Value), "strerror", args[1] as Value);
  return Object.assign(e, {
    $library: details.library ?? None,
    $reason: details.reason ?? None,
    ...(details.verifyCode === undefined
      ? {}
      : { $verify_code: details.verifyCode, $verify_message: details.verifyMessage }),
  });
}
