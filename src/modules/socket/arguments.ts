// What the methods of sockets take and give: numbers, addresses, bytes.

import { AF_INET6, AF_UNIX, type Socket } from "../../asyncio/sockets.ts";
import type { Address } from "../../host/network.ts";
import { Bytes, bytesOf } from "../../runtime/bytes/bytes.ts";
import { Tuple } from "../../runtime/containers/tuple.ts";
import { notImplementedError, overflowError, typeError, valueError } from "../../runtime/errors.ts";
import { index, str } from "../../runtime/protocols.ts";
import { typeName } from "../../runtime/types.ts";
import { None, type Value } from "../../runtime/values.ts";
import { environment } from "../environment.ts";

export const network = () => environment.host.network;

export const number = (value: Value | undefined, missing: number): number =>
  value === undefined || value === None ? missing : Number(index(value));

export const chosen = (value: Value | undefined, missing: number): number => {
  const given = number(value, -1);
  return given === -1 ? missing : given;
};

/** An address as Python has it. */
export function pythonAddress(address: Address | undefined): Value {
  if (address === undefined) return None;
  if (typeof address === "string") return address;
  const { host, port, family } = address;
  return new Tuple(family === 6 ? [host, port, 0, 0] : [host, port]);
}

export const isLiteral = (host: string): boolean => host.includes(":") || /^\d+(\.\d+){3}$/.test(host);

/** A host that needs no look-up: "" is any, and this machine has names of its own. */
function literal(host: string, family: number): string {
  if (host === "") return family === AF_INET6 ? "::" : "0.0.0.0";
  if (host === "<broadcast>") return "255.255.255.255";
  if (host === "localhost") return family === AF_INET6 ? "::1" : "127.0.0.1";
  return host;
}

/** The address in an argument; names that have to be looked up only where `names` says so. */
export function addressArgument(self: Socket, value: Value, what: string, names = false): Address {
  if (self.family === AF_UNIX) {
    if (typeof value === "string") return value;
    const data = bytesOf(value);
    if (data === undefined) throw typeError(`a bytes-like object is required, not '${typeName(value)}'`);
    return new TextDecoder().decode(data);
  }
  if (!(value instanceof Tuple)) {
    const family = self.family === AF_INET6 ? "AF_INET6" : "AF_INET";
    throw typeError(`${what}(): ${family} address must be tuple, not ${typeName(value)}`);
  }
  const [host, port] = value.items;
  if (host === undefined || port === undefined)
    throw typeError(`${what}(): AF_INET address must be a pair (host, port)`);
  const at = number(port, 0);
  if (at < 0 || at > 65_535) throw overflowError(`${what}(): port must be 0-65535.`);
  const name = literal(host instanceof Bytes ? new TextDecoder().decode(host.data) : str(host), self.family);
  if (!names && !isLiteral(name)) {
    throw notImplementedError(`${what}() of a name is not available: a look-up would block; use asyncio`);
  }
  return { host: name, port: at, family: self.family === AF_INET6 ? 6 : 4 };
}

export function given(value: Value): Uint8Array {
  if (value instanceof Bytes) return value.data;
  const data = bytesOf(value);
  if (data === undefined) throw typeError(`a bytes-like object is required, not '${typeName(value)}'`);
  return data.slice();
}

export function sizeOf(value: Value, what: string): number {
  const size = Number(index(value));
  if (size < 0) throw valueError(`negative buffersize in ${what}`);
  return size;
}

const PEEK = 2;
export const peeks = (flags: Value | undefined): boolean => (number(flags, 0) & PEEK) !== 0;

/** Copies what was received to where it is wanted. */
export function into(buffer: Value, count: Value | undefined, receive: (count: number) => Uint8Array): number {
  const target = bytesOf(buffer);
  if (target === undefined) throw typeError(`a bytes-like object is required, not '${typeName(buffer)}'`);
  const wanted = number(count, 0) || target.length;
  const data = receive(Math.min(wanted, target.length));
  target.set(data);
  return data.length;
}
