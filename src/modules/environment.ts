// What the modules know of the outside: the host that the embedding gave, and what the program was started with.

import type { Coroutine } from "../asyncio/coroutine.ts";
import type { Descriptors } from "../host/descriptors.ts";
import { ERRNO } from "../host/errno.ts";
import { descriptorsOver } from "../host/filedescriptors.ts";
import type { Host } from "../host/host.ts";
import { HostError } from "../host/host.ts";
import { osError } from "../runtime/exceptions.ts";
import type { Value } from "../runtime/values.ts";

/** How the interpreter was started: what `sys.flags` shows, and some more. */
export interface Flags {
  /** asyncio's debug mode: `-X dev`, or PYTHONASYNCIODEBUG. */
  asyncioDebug: boolean;
  bytesWarning: number;
  debug: number;
  /** `-X dev`, or PYTHONDEVMODE. */
  dev: boolean;
  dontWriteBytecode: boolean;
  ignoreEnvironment: boolean;
  /** `-X` options, as given. */
  implementation: string[];
  inspect: boolean;
  interactive: boolean;
  isolated: boolean;
  noSite: boolean;
  noUserSite: boolean;
  optimize: number;
  quiet: boolean;
  safePath: boolean;
  unbuffered: boolean;
  verbose: number;
  /** `-W` options, in the order given. */
  warnings: string[];
}

export const environment: {
  host: Host;
  /** The frame of the main program. */
  main: Coroutine | undefined;
  argv: string[];
  /** The whole command line: `sys.orig_argv`. */
  commandLine: string[];
  path: string[];
  flags: Flags;
  executable: string;
} = {
  host: undefined as unknown as Host,
  main: undefined,
  argv: [""],
  path: [],
  commandLine: [],
  flags: {
    asyncioDebug: false,
    bytesWarning: 0,
    debug: 0,
    dev: false,
    dontWriteBytecode: false,
    ignoreEnvironment: false,
    implementation: [],
    inspect: false,
    interactive: false,
    isolated: false,
    noSite: false,
    noUserSite: false,
    optimize: 0,
    quiet: false,
    safePath: false,
    unbuffered: false,
    verbose: 0,
    warnings: [],
  },
  executable: "",
};

let overFiles: { host: Host; descriptors: Descriptors } | undefined;

/** The host's files by number; where it has none, those by path serve. */
export function descriptors(): Descriptors {
  const { host } = environment;
  if (host.descriptors !== undefined) return host.descriptors;
  if (overFiles?.host !== host) overFiles = { host, descriptors: descriptorsOver(host.files) };
  return overFiles.descriptors;
}

/** Runs what asks the host; its errors become OSErrors. */
export function asking<T>(run: () => T, filename?: Value, filename2?: Value): T {
  try {
    return run();
  } catch (e) {
    throw e instanceof HostError ? hostError(e, filename, filename2) : e;
  }
}

export function hostError(e: HostError, filename?: Value, filename2?: Value): Error {
  const [number, text] = ERRNO[e.code] ?? [5, e.message];
  return osError(number, text, filename, filename2);
}
