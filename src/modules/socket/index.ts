// The module `_socket`, under our `socket`: its constants, errors, conversions of addresses, and sockets. A JavaScript
// thread cannot wait for the network, so what would block is refused: asyncio does the waiting.

import { bytesOf, makeBytes } from "../../runtime/bytes/bytes.ts";
import { List } from "../../runtime/containers/list.ts";
import { Tuple } from "../../runtime/containers/tuple.ts";
import { overflowError, typeError, valueError } from "../../runtime/errors.ts";
import { exceptionTypes, osError } from "../../runtime/exceptions.ts";
import type { Module } from "../../runtime/modules.ts";
import { nativeType } from "../../runtime/native.ts";
import { index, str } from "../../runtime/protocols.ts";
import { typeName } from "../../runtime/types.ts";
import { None, type Value } from "../../runtime/values.ts";
import { moduleFrom } from "../define.ts";
import { environment } from "../environment.ts";
import { gaierror } from "./errors.ts";
import { pairStreams, socketType } from "./sockets.ts";

/** As Linux numbers them. */
const CONSTANTS: Record<string, string> = {
  AF: "UNSPEC=0 UNIX=1 INET=2 INET6=10 NETLINK=16 PACKET=17",
  SOCK: "STREAM=1 DGRAM=2 RAW=3 RDM=4 SEQPACKET=5 CLOEXEC=524288 NONBLOCK=2048",
  IPPROTO: "IP=0 ICMP=1 TCP=6 UDP=17 IPV6=41 ICMPV6=58 RAW=255",
  SO: "DEBUG=1 REUSEADDR=2 TYPE=3 ERROR=4 DONTROUTE=5 BROADCAST=6 SNDBUF=7 RCVBUF=8 KEEPALIVE=9 OOBINLINE=10 LINGER=13 REUSEPORT=15 RCVLOWAT=18 SNDLOWAT=19 RCVTIMEO=20 SNDTIMEO=21 ACCEPTCONN=30",
  TCP: "NODELAY=1 MAXSEG=2 CORK=3 KEEPIDLE=4 KEEPINTVL=5 KEEPCNT=6 QUICKACK=12 FASTOPEN=23",
  IP: "TOS=1 TTL=2 MULTICAST_IF=32 MULTICAST_TTL=33 MULTICAST_LOOP=34 ADD_MEMBERSHIP=35 DROP_MEMBERSHIP=36",
  IPV6: "V6ONLY=26 MULTICAST_IF=17 MULTICAST_HOPS=18 MULTICAST_LOOP=19 JOIN_GROUP=20 LEAVE_GROUP=21",
  AI: "PASSIVE=1 CANONNAME=2 NUMERICHOST=4 V4MAPPED=8 ALL=16 ADDRCONFIG=32 NUMERICSERV=1024",
  NI: "NUMERICHOST=1 NUMERICSERV=2 NOFQDN=4 NAMEREQD=8 DGRAM=16 MAXHOST=1025 MAXSERV=32",
  EAI: "BADFLAGS=-1 NONAME=-2 AGAIN=-3 FAIL=-4 NODATA=-5 FAMILY=-6 SOCKTYPE=-7 SERVICE=-8 ADDRFAMILY=-9 MEMORY=-10 SYSTEM=-11 OVERFLOW=-12",
  MSG: "OOB=1 PEEK=2 DONTROUTE=4 CTRUNC=8 TRUNC=32 DONTWAIT=64 EOR=128 WAITALL=256 NOSIGNAL=16384",
  SHUT: "RD=0 WR=1 RDWR=2",
  INADDR: "ANY=0 BROADCAST=4294967295 LOOPBACK=2130706433 NONE=4294967295",
};

function constants(): Record<string, Value> {
  const result: Record<string, Value> = { SOL_SOCKET: 1, SOL_IP: 0, SOL_TCP: 6, SOL_UDP: 17, SOMAXCONN: 4096 };
  for (const [prefix, names] of Object.entries(CONSTANTS)) {
    for (const each of names.split(" ")) {
      const [name, number] = each.split("=");
      result[`${prefix}_${name}`] = Number(number);
    }
  }
  return result;
}

const refuse = (what: string) => (): Value => {
  // An OSError: those who can do without catch that.
  throw osError(95, `${what} is not available: a JavaScript thread cannot wait for the network; use asyncio`);
};

const number = (value: Value | undefined, missing: number): number =>
  value === undefined || value === None ? missing : Number(index(value));

// ---- addresses --------------------------------------------------------------------------------------------------------------

function aton(value: Value): Uint8Array {
  const parts = str(value).split(".");
  const bytes = parts.map(Number);
  if (parts.length !== 4 || parts.some((part) => !/^\d{1,3}$/.test(part)) || bytes.some((byte) => byte > 255)) {
    throw osError(0, "illegal IP address string passed to inet_aton");
  }
  return Uint8Array.from(bytes);
}

function groupsOf(text: string): number[] | undefined {
  const [head, tail, more] = text.split("::");
  if (more !== undefined) return undefined;
  const parse = (part: string | undefined): number[] =>
    part === undefined || part === ""
      ? []
      : part.split(":").map((group) => (/^[\da-f]{1,4}$/i.test(group) ? Number.parseInt(group, 16) : Number.NaN));
  const [first, last] = [parse(head), parse(tail)];
  const missing = 8 - first.length - last.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...first, ...Array.from({ length: missing }, () => 0), ...last];
  return groups.some(Number.isNaN) ? undefined : groups;
}

function pton(family: Value, value: Value): Value {
  const kind = number(family, 0);
  if (kind === 2) {
    try {
      return makeBytes(aton(value));
    } catch {
      throw osError(0, "illegal IP address string passed to inet_pton");
    }
  }
  if (kind !== 10) throw osError(97, "Address family not supported by protocol");
  const groups = groupsOf(str(value));
  if (groups === undefined) throw osError(0, "illegal IP address string passed to inet_pton");
  return makeBytes(Uint8Array.from(groups.flatMap((group) => [group >> 8, group & 255])));
}

function ntop(family: Value, packed: Value): Value {
  const kind = number(family, 0);
  const bytes = bytesOf(packed);
  if (bytes === undefined) throw typeError(`a bytes-like object is required, not '${typeName(packed)}'`);
  if (kind !== 2 && kind !== 10) throw valueError(`unknown address family ${kind}`);
  if (bytes.length !== (kind === 2 ? 4 : 16)) throw valueError("invalid length of packed IP address string");
  if (kind === 2) return [...bytes].join(".");
  const groups = Array.from({ length: 8 }, (_, i) => ((bytes[2 * i]! << 8) | bytes[2 * i + 1]!).toString(16));
  const zeros = [...groups.join(":").matchAll(/\b0(?::0)+\b/g)].sort((a, b) => b[0].length - a[0].length)[0];
  if (zeros === undefined) return groups.join(":");
  const text = groups.join(":");
  const [before, after] = [text.slice(0, zeros.index), text.slice(zeros.index + zeros[0].length)];
  return `${before.replace(/:$/, "")}::${after.replace(/^:/, "")}`;
}

const swap = (bits: 16 | 32) => (value: Value) => {
  const given = number(value, 0);
  if (given < 0) throw overflowError(`can't convert negative value to unsigned int`);
  if (given >= 2 ** bits) throw overflowError(`int larger than 0x${"f".repeat(bits / 4)}`);
  const view = new DataView(new ArrayBuffer(4));
  if (bits === 16) {
    view.setUint16(0, given, true);
    return view.getUint16(0);
  }
  view.setUint32(0, given, true);
  return view.getUint32(0);
};

/** Addresses that are literal need no network. */
function getaddrinfo(host: Value, port: Value, family?: Value, type?: Value): Value {
  const name = host === None ? "127.0.0.1" : str(host);
  const isIpv6 = groupsOf(name) !== undefined;
  if (!isIpv6 && !/^\d+(\.\d+){3}$/.test(name)) throw refuse("a look-up of names that blocks")();
  const kind = isIpv6 ? 10 : 2;
  const address = new Tuple(isIpv6 ? [name, number(port, 0), 0, 0] : [name, number(port, 0)]);
  const wanted = number(type, 0);
  if (number(family, kind) !== kind && number(family, 0) !== 0) return new List([]);
  const kinds = [
    [1, 6],
    [2, 17],
    [3, 0],
  ].filter(([each]) => wanted === 0 || each === wanted);
  return new List(kinds.map(([each, proto]) => new Tuple([kind, each!, proto!, "", address])));
}

export function createSocket(): Module {
  const SocketType = socketType();
  return moduleFrom("_socket", {
    doc: "Implementation module for socket operations.",
    types: [SocketType],
    attributes: {
      ...constants(),
      SocketType,
      error: exceptionTypes.get("OSError")!,
      timeout: exceptionTypes.get("TimeoutError")!,
      gaierror: gaierror(),
      herror: nativeType({ name: "herror", module: "socket", base: exceptionTypes.get("OSError")!, hasDict: true }),
      has_ipv6: true,
    },
    functions: {
      "gethostname()": () => environment.host.environment.HOSTNAME ?? "localhost",
      "getdefaulttimeout()": () => None,
      "setdefaulttimeout(timeout, /)": () => None,
      "getaddrinfo(host, port, family=0, type=0, proto=0, flags=0)": getaddrinfo,
      "getservbyname(servicename, protocolname=None, /)": refuse("getservbyname()"),
      "gethostbyname(hostname, /)": refuse("gethostbyname()"),
      "gethostbyaddr(host, /)": refuse("gethostbyaddr()"),
      "getnameinfo(sockaddr, flags, /)": refuse("getnameinfo()"),
      "_pair(a, b, /)": pairStreams,
      "dup(fileno, /)": refuse("dup()"),
      "close(fileno, /)": () => None,
      "inet_aton(ip_addr, /)": (text: Value) => makeBytes(aton(text)),
      "inet_ntoa(packed_ip, /)": (packed: Value) => ntop(2, packed),
      "inet_pton(address_family, ip_string, /)": pton,
      "inet_ntop(address_family, packed_ip, /)": ntop,
      "htons(integer, /)": swap(16),
      "ntohs(integer, /)": swap(16),
      "htonl(integer, /)": swap(32),
      "ntohl(integer, /)": swap(32),
    },
  });
}
