// Child processes under Python's names.

import { awaitFrame } from "../../asyncio/coroutine.ts";
import type { EventLoop } from "../../asyncio/loop.ts";
import { getRunningLoop } from "../../asyncio/loop.ts";
import { nativeCode } from "../../asyncio/native.ts";
import type { SubprocessProtocol } from "../../asyncio/protocols.ts";
import { DEFAULT_LIMIT } from "../../asyncio/streamreader.ts";
import {
  Process as EngineProcess,
  SubprocessStreamProtocol as EngineProtocol,
  type SubprocessOptions,
  startProcess,
} from "../../asyncio/subprocess.ts";
import { ChildTransport, subprocess } from "../../asyncio/subprocesstransport.ts";
import type { ChildStream } from "../../host/network.ts";
import { callMethod } from "../../runtime/attributes.ts";
import { Bytes, makeBytes } from "../../runtime/bytes/bytes.ts";
import { Tuple } from "../../runtime/containers/tuple.ts";
import { typeError, valueError } from "../../runtime/errors.ts";
import { index, iterate, objectRepr, str, truth } from "../../runtime/protocols.ts";
import type { Native } from "../../runtime/signature.ts";
import { typeName } from "../../runtime/types.ts";
import { None, type Value } from "../../runtime/values.ts";
import { environment } from "../environment.ts";
import { childView } from "./childview.ts";
import { pairFor, protocolFactory } from "./connections.ts";
import { asyncType, converted, coroutineFunction, lazily, orNone } from "./define.ts";
import { streamTypes } from "./streams.ts";
import { commonMethods, dataOf, describeTransport, protocolTypes, transportTypes } from "./transports.ts";

export const PIPE = -1;
export const STDOUT = -2;
export const DEVNULL = -3;

type Keywords = Map<string, Value> | undefined;

/** What a standard stream is; -1 and -3 are what `subprocess` calls PIPE and DEVNULL. */
function streamOf(value: Value | undefined, missing: ChildStream): ChildStream {
  if (value === undefined) return missing;
  if (value === None) return "inherit";
  const number = Number(index(typeof value === "number" ? value : callMethod(value, "fileno")));
  if (number === PIPE) return "pipe";
  if (number === DEVNULL) return "null";
  if (number < 0) throw valueError(`invalid standard stream ${number}`);
  return number;
}

const errorStreamOf = (value: Value | undefined, missing: ChildStream): ChildStream | "stdout" =>
  value === STDOUT ? "stdout" : streamOf(value, missing);

const pathText = (value: Value): string => {
  if (typeof value === "string") return value;
  if (value instanceof Bytes) return new TextDecoder().decode(value.data);
  return typeof value === "object" ? pathText(callMethod(value, "__fspath__")) : str(value);
};

/** A program or an argument of it. */
function argumentOf(value: Value): string {
  const isText = typeof value === "string" || value instanceof Bytes;
  if (!isText && typeof value !== "object") {
    throw typeError(`expected str, bytes or os.PathLike object, not ${typeName(value)}`);
  }
  return pathText(value);
}

function environmentOf(mapping: Value): Record<string, string> {
  const result: Record<string, string> = {};
  for (const item of iterate(callMethod(mapping, "items"))) {
    const [key, value] = [...iterate(item)];
    result[pathText(key!)] = pathText(value!);
  }
  return result;
}

const REFUSED: [name: string, wanted: string][] = [
  ["universal_newlines", "universal_newlines must be False"],
  ["text", "text must be False"],
  ["encoding", "encoding must be None"],
  ["errors", "errors must be None"],
];
const IGNORED = new Set([
  ..."close_fds restore_signals pass_fds preexec_fn executable creationflags startupinfo user group extra_groups umask pipesize process_group".split(
    " ",
  ),
]);

/** The keywords of `Popen` that there are. */
function popenOptions(keywords: Keywords, shell: boolean): SubprocessOptions {
  const options: SubprocessOptions = { environment: environment.host.environment };
  for (const [key, value] of keywords ?? []) {
    const refused = REFUSED.find(([name]) => name === key);
    if (refused !== undefined) {
      if (value !== None && value !== false) throw valueError(refused[1]);
    } else if (key === "shell") {
      if (truth(value) !== shell) throw valueError(`shell must be ${shell ? "True" : "False"}`);
    } else if (key === "bufsize") {
      if (value !== 0) throw valueError("bufsize must be 0");
    } else if (key === "cwd") {
      if (value !== None) options.directory = pathText(value);
    } else if (key === "env") {
      if (value !== None) options.environment = environmentOf(value);
    } else if (key === "start_new_session") options.newSession = truth(value);
    else if (!IGNORED.has(key)) {
      throw typeError(`Popen.__init__() got an unexpected keyword argument '${key}'`);
    }
  }
  return options;
}

const showPipe = describeTransport;

// ---- types ------------------------------------------------------------------------------------------------------------------

const act =
  <T>(f: (self: T) => void) =>
  (self: T): Value => {
    f(self);
    return None;
  };

const COMMUNICATE = nativeCode("Process.communicate");

const bytesOrNone = (data: Uint8Array | undefined): Value => (data === undefined ? None : makeBytes(data));

function outputs(result: unknown): Value {
  const [stdout, stderr] = result as [Uint8Array | undefined, Uint8Array | undefined];
  return new Tuple([bytesOrNone(stdout), bytesOrNone(stderr)]);
}

export const processTypes = lazily(() => {
  streamTypes();
  const Subprocess = asyncType({
    name: "_UnixSubprocessTransport",
    module: "asyncio.unix_events",
    base: transportTypes().SubprocessTransport,
    ctor: ChildTransport as unknown as new () => object,
    special: {
      __repr__: (self: ChildTransport) => `<_UnixSubprocessTransport ${self.describe(showPipe)}>`,
    },
    methods: {
      ...commonMethods,
      "get_extra_info(name, default=None)": (self: ChildTransport, name: Value, fallback?: Value) =>
        name === "subprocess" ? childView(self) : (fallback ?? None),
      "get_pid()": (self: ChildTransport) => self.getPid(),
      "get_returncode()": (self: ChildTransport) => orNone(self.getReturncode()),
      "get_pipe_transport(fd)": (self: ChildTransport, fd: Value) => orNone(self.getPipeTransport(Number(fd))),
      "send_signal(signal)": (self: ChildTransport, signal: Value) => {
        self.sendSignal(Number(index(signal)));
        return None;
      },
      "terminate()": act((self: ChildTransport) => self.terminate()),
      "kill()": act((self: ChildTransport) => self.kill()),
    },
  });
  const Process = asyncType({
    name: "Process",
    module: "asyncio.subprocess",
    ctor: EngineProcess as unknown as new () => object,
    special: { __repr__: (self: EngineProcess) => `<Process ${self.pid}>` },
    coroutines: {
      "wait()": (self: EngineProcess) => self.wait$(),
      "communicate(input=None)": (self: EngineProcess, input?: Value) => {
        const data = input === undefined || input === None ? undefined : dataOf(input);
        return awaitFrame(
          converted(() => self.communicate$(data), outputs),
          COMMUNICATE,
        );
      },
    },
    methods: {
      "send_signal(signal)": (self: EngineProcess, signal: Value) => {
        self.sendSignal(Number(index(signal)));
        return None;
      },
      "terminate()": act((self: EngineProcess) => self.terminate()),
      "kill()": act((self: EngineProcess) => self.kill()),
    },
    getters: {
      pid: (self: EngineProcess) => self.pid,
      returncode: (self: EngineProcess) => orNone(self.returncode),
      stdin: (self: EngineProcess) => orNone(self.stdin),
      stdout: (self: EngineProcess) => orNone(self.stdout),
      stderr: (self: EngineProcess) => orNone(self.stderr),
      _transport: (self: EngineProcess) => self.transport as Value,
    },
  });
  const SubprocessStreamProtocol = asyncType({
    name: "SubprocessStreamProtocol",
    module: "asyncio.subprocess",
    base: protocolTypes().SubprocessProtocol,
    ctor: EngineProtocol as unknown as new () => object,
    special: { __repr__: (self: EngineProtocol) => objectRepr(self as Value) },
  });
  return { Subprocess, Process, SubprocessStreamProtocol };
});

// ---- functions --------------------------------------------------------------------------------------------------------------

const START = nativeCode("create_subprocess_exec");

function start(
  what: { program: string; args: string[]; shell?: boolean },
  [stdin, stdout, stderr, limit, keywords]: [Value?, Value?, Value?, Value?, Keywords?],
): unknown {
  processTypes();
  const options: SubprocessOptions = {
    ...popenOptions(keywords, what.shell === true),
    stdin: streamOf(stdin, "inherit"),
    stdout: streamOf(stdout, "inherit"),
    stderr: errorStreamOf(stderr, "inherit"),
    limit: limit === undefined ? DEFAULT_LIMIT : Number(index(limit)),
    loop: getRunningLoop(),
  };
  return awaitFrame(startProcess(what, options), START);
}

const lineOf = (line: Value): string => {
  if (typeof line !== "string" && !(line instanceof Bytes)) throw valueError("cmd must be a string");
  return pathText(line);
};

/** The functions of `asyncio.subprocess`. */
export const processFunctions = lazily((): Native[] => [
  coroutineFunction(
    "create_subprocess_exec(program, *args, stdin=None, stdout=None, stderr=None, limit=65536, **kwds)",
    (program: Value, args: Value[], ...rest: [Value?, Value?, Value?, Value?, Keywords?]) =>
      start({ program: argumentOf(program), args: args.map(argumentOf) }, rest),
    "asyncio.subprocess",
  ),
  coroutineFunction(
    "create_subprocess_shell(cmd, stdin=None, stdout=None, stderr=None, limit=65536, **kwds)",
    (line: Value, ...rest: [Value?, Value?, Value?, Value?, Keywords?]) =>
      start({ program: lineOf(line), args: [], shell: true }, rest),
    "asyncio.subprocess",
  ),
]);

function* spawned(
  loop: EventLoop,
  factory: Value,
  what: { program: string; args: string[]; shell?: boolean },
  values: (Value | undefined)[],
  keywords: Keywords,
): Generator<undefined, Value, unknown> {
  processTypes();
  const [stdin, stdout, stderr, newlines, shell, bufsize, encoding, errors, text] = values;
  const all = new Map(keywords ?? []);
  const flags = { universal_newlines: newlines, shell, bufsize, encoding, errors, text };
  for (const [key, value] of Object.entries(flags)) if (value !== undefined) all.set(key, value);
  const { directory, environment: variables, newSession } = popenOptions(all, what.shell === true);
  const made = protocolFactory(factory) as unknown as () => SubprocessProtocol;
  return yield* pairFor(
    subprocess(made, {
      ...what,
      stdin: streamOf(stdin, "pipe"),
      stdout: streamOf(stdout, "pipe"),
      stderr: errorStreamOf(stderr, "pipe"),
      ...(directory === undefined ? {} : { directory }),
      ...(variables === undefined ? {} : { environment: variables }),
      newSession: newSession ?? false,
      loop,
    }),
  );
}

const SPAWN = nativeCode("BaseEventLoop.subprocess_exec");

/** Methods of the loop. */
export const processCoroutines: Record<string, (...args: never[]) => unknown> = {
  "subprocess_exec(protocol_factory, program, *args, stdin=-1, stdout=-1, stderr=-1, universal_newlines=False, shell=False, bufsize=0, encoding=None, errors=None, text=None, **kwargs)":
    (self: EventLoop, factory: Value, program: Value, args: Value[], ...rest: (Value | undefined)[]) =>
      awaitFrame(
        spawned(
          self,
          factory,
          { program: argumentOf(program), args: args.map(argumentOf) },
          rest.slice(0, 9),
          rest[9] as unknown as Keywords,
        ),
        SPAWN,
      ),
  "subprocess_shell(protocol_factory, cmd, *, stdin=-1, stdout=-1, stderr=-1, universal_newlines=False, shell=True, bufsize=0, encoding=None, errors=None, text=None, **kwargs)":
    (self: EventLoop, factory: Value, line: Value, ...rest: (Value | undefined)[]) =>
      awaitFrame(
        spawned(
          self,
          factory,
          { program: lineOf(line), args: [], shell: true },
          rest.slice(0, 9),
          rest[9] as unknown as Keywords,
        ),
        SPAWN,
      ),
};
