// The module `errno`: the numbers of operating-system errors, as Linux has them.

import { Dict } from "../runtime/containers/dict.ts";
import type { Module } from "../runtime/modules.ts";
import { moduleFrom } from "./define.ts";

/** From 1; a number that Linux does not use is empty. */
const NAMES =
  "EPERM ENOENT ESRCH EINTR EIO ENXIO E2BIG ENOEXEC EBADF ECHILD EAGAIN ENOMEM EACCES EFAULT ENOTBLK EBUSY EEXIST EXDEV ENODEV ENOTDIR EISDIR EINVAL ENFILE EMFILE ENOTTY ETXTBSY EFBIG ENOSPC ESPIPE EROFS EMLINK EPIPE EDOM ERANGE EDEADLK ENAMETOOLONG ENOLCK ENOSYS ENOTEMPTY ELOOP";
const NETWORK =
  "ENOTSOCK EDESTADDRREQ EMSGSIZE EPROTOTYPE ENOPROTOOPT EPROTONOSUPPORT ESOCKTNOSUPPORT EOPNOTSUPP EPFNOSUPPORT EAFNOSUPPORT EADDRINUSE EADDRNOTAVAIL ENETDOWN ENETUNREACH ENETRESET ECONNABORTED ECONNRESET ENOBUFS EISCONN ENOTCONN ESHUTDOWN ETOOMANYREFS ETIMEDOUT ECONNREFUSED EHOSTDOWN EHOSTUNREACH EALREADY EINPROGRESS ESTALE";

export function createErrno(): Module {
  const numbers: [string, number][] = [
    ...NAMES.split(" ").map((name, i): [string, number] => [name, i + 1]),
    ...NETWORK.split(" ").map((name, i): [string, number] => [name, i + 88]),
    ["ECANCELED", 125],
  ];
  const errorcode = new Dict();
  for (const [name, number] of numbers) errorcode.set(number, name);
  const aliases = { EWOULDBLOCK: 11, EDEADLOCK: 35, ENOTSUP: 95 };
  return moduleFrom("errno", {
    doc: "This module makes available standard errno system symbols.",
    attributes: { ...Object.fromEntries(numbers), ...aliases, errorcode },
  });
}
