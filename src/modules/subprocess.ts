// The module `_subprocess`, on which our `subprocess` stands: child processes that run while the program waits.

import { bytesOf, makeBytes } from "../runtime/bytes/bytes.ts";
import { Dict } from "../runtime/containers/dict.ts";
import { Tuple } from "../runtime/containers/tuple.ts";
import { osError } from "../runtime/exceptions.ts";
import type { Module } from "../runtime/modules.ts";
import { asStr, toArray } from "../runtime/protocols.ts";
import { Float, None, type Value } from "../runtime/values.ts";
import { moduleFrom } from "./define.ts";
import { asking, environment } from "./environment.ts";

const texts = (value: Value): Record<string, string> | undefined =>
  value instanceof Dict
    ? Object.fromEntries([...value.entries()].map(([name, each]) => [asStr(name)!, asStr(each)!]))
    : undefined;

/** Raises what starting a program that is not there would. */
function check(program: string, variables: Value): Value {
  const { files } = environment.host;
  const path = (texts(variables) ?? environment.host.environment).PATH ?? "/usr/bin:/bin";
  const candidates = program.includes("/") ? [program] : path.split(":").map((folder) => `${folder}/${program}`);
  if (!candidates.some((each) => files.exists(each))) throw osError(2, "No such file or directory", program);
  return None;
}

/** Exit status and output; None if time ran out. */
function run(
  words: Value,
  folder: Value,
  variables: Value,
  input: Value,
  out: boolean,
  err: boolean,
  timeout: Value,
): Value {
  const { runProcess } = environment.host;
  if (runProcess === undefined) throw osError(38, "Function not implemented");
  const [program, ...args] = toArray(words).map(String);
  const ended = asking(() =>
    runProcess(program!, args, {
      folder: asStr(folder),
      environment: texts(variables),
      input: bytesOf(input)!,
      catchOutput: out,
      catchErrors: err,
      timeout: timeout === None ? undefined : Number(timeout instanceof Float ? timeout.value : timeout),
    }),
  );
  if (ended === undefined) return None;
  return new Tuple([ended.status, makeBytes(ended.output), makeBytes(ended.errors)]);
}

export const createSubprocess = (): Module =>
  moduleFrom("_subprocess", {
    functions: {
      "check(program, environment, /)": check,
      "run(words, folder, environment, input, catch_output, catch_errors, timeout, /)": run,
    },
  });
