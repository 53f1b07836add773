// Child processes and signals in Node.

import { HostError } from "./host.ts";
import { HANDLER, onInterrupt } from "./interrupts.ts";
import type { Child, ChildStream, Processes, SpawnOptions } from "./network.ts";
import { hostErrorOf, NodeStream } from "./nodestream.ts";

type ChildProcess = typeof import("node:child_process");
type Fs = typeof import("node:fs");
type Os = typeof import("node:os");
type Path = typeof import("node:path");
type Socket = import("node:net").Socket;

const builtin = <T>(name: string): T => process.getBuiltinModule(name as "node:fs") as T;

const stdio = (stream: ChildStream): "pipe" | "ignore" | "inherit" | number => (stream === "null" ? "ignore" : stream);

/** The file that a program's name stands for. Raises HostError as starting it would. */
function findProgram(name: string, environment: Readonly<Record<string, string | undefined>>): string {
  const fs = builtin<Fs>("node:fs");
  const path = builtin<Path>("node:path");
  const candidates = name.includes("/")
    ? [name]
    : (environment.PATH ?? "/usr/local/bin:/usr/bin:/bin").split(":").map((folder) => path.join(folder || ".", name));
  let failure = "ENOENT";
  for (const candidate of candidates) {
    try {
      // Most folders do not have it, and an exception is dear.
      const found = fs.statSync(candidate, { throwIfNoEntry: false });
      if (found === undefined) continue;
      fs.accessSync(candidate, fs.constants.X_OK);
      if (found.isFile()) return candidate;
      failure = "EACCES";
    } catch (error) {
      if ((error as { code?: string }).code === "EACCES") failure = "EACCES";
    }
  }
  throw new HostError(failure, `cannot start ${name}`, name);
}

function checkDirectory(directory: string): void {
  try {
    if (builtin<Fs>("node:fs").statSync(directory).isDirectory()) return;
  } catch (error) {
    throw new HostError((error as { code?: string }).code ?? "ENOENT", "no such directory", directory);
  }
  throw new HostError("ENOTDIR", "not a directory", directory);
}

// A pipe that two streams of the child share is made by the shell: Node has no other means.
const JOINED = 'exec "$0" "$@" 2>&1';

/** What a child is running as: program, arguments, and whether standard error joins standard output. */
function commandOf(options: SpawnOptions, joined: boolean): [string, string[]] {
  const environment = options.environment ?? process.env;
  if (options.shell) {
    const line = joined ? ["-c", JOINED, "/bin/sh", "-c", options.program] : ["-c", options.program];
    return ["/bin/sh", line];
  }
  const { directory, program } = options;
  const isRelative = directory !== undefined && program.includes("/") && !program.startsWith("/");
  findProgram(isRelative ? `${directory}/${program}` : program, environment);
  return joined ? ["/bin/sh", ["-c", JOINED, program, ...options.args]] : [program, [...options.args]];
}

function spawn(options: SpawnOptions, exited: (code: number) => void): Child {
  const { directory, stdout, stderr } = options;
  if (directory !== undefined) checkDirectory(directory);
  const joined = stderr === "stdout" && stdout === "pipe";
  const [program, args] = commandOf(options, joined);
  const { spawn: start } = builtin<ChildProcess>("node:child_process");
  const errors = joined ? "ignore" : stderr === "stdout" ? stdio(stdout === "inherit" ? 1 : stdout) : stdio(stderr);
  let child: import("node:child_process").ChildProcess;
  try {
    child = start(program, args, {
      ...(directory === undefined ? {} : { cwd: directory }),
      ...(options.environment === undefined ? {} : { env: options.environment as NodeJS.ProcessEnv }),
      detached: options.newSession ?? false,
      stdio: [stdio(options.stdin), stdio(stdout), errors],
    });
  } catch (error) {
    throw hostErrorOf(error as Error);
  }
  const { pid } = child;
  let failure: Error | undefined;
  child.on("error", (error) => {
    failure = error;
  });
  if (pid === undefined) {
    const { spawnfile } = child;
    throw new HostError((failure as { code?: string } | undefined)?.code ?? "EACCES", "cannot be started", spawnfile);
  }
  child.unref();
  child.on("exit", (code, signal) => exited(signal === null ? (code ?? 0) : -(signals()[signal] ?? 0)));
  const stream = (socket: unknown): NodeStream | undefined =>
    socket === null || socket === undefined ? undefined : new NodeStream(socket as Socket);
  return {
    pid,
    stdin: stream(child.stdin),
    stdout: stream(child.stdout),
    stderr: stream(child.stderr),
    kill: (signal) => child.kill(signal),
  };
}

const signals = (): Record<string, number> => builtin<Os>("node:os").constants.signals as Record<string, number>;

function nameOf(signal: number): NodeJS.Signals {
  for (const [name, number] of Object.entries(signals())) if (number === signal) return name as NodeJS.Signals;
  throw new HostError("EINVAL", `no signal ${signal}`);
}

export const nodeProcesses: Processes = {
  spawn,
  get signals() {
    return signals();
  },
  onSignal(signal, callback) {
    const name = nameOf(signal);
    if (name === "SIGINT") return onInterrupt(callback, HANDLER);
    const listener = (): void => callback(false);
    const before = process.listeners(name);
    process.removeAllListeners(name);
    try {
      process.on(name, listener);
    } catch {
      for (const other of before) process.on(name, other as () => void);
      throw new HostError("EINVAL", `signal ${signal} cannot be caught`);
    }
    return () => {
      process.off(name, listener);
      for (const other of before) process.on(name, other as () => void);
    };
  },
  kill(pid, signal) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      throw hostErrorOf(error as Error);
    }
  },
};
