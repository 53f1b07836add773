// What `async with` enters: timeouts and task groups. And the runner, which `with` enters.

import type { Context } from "../../asyncio/contextvars.ts";
import { type EventLoop, getRunningLoop } from "../../asyncio/loop.ts";
import { Runner as EngineRunner } from "../../asyncio/runners.ts";
import { runningLoop } from "../../asyncio/state.ts";
import { TaskGroup as EngineGroup } from "../../asyncio/taskgroups.ts";
import { Timeout as EngineTimeout } from "../../asyncio/timeouts.ts";
import { call } from "../../runtime/calls.ts";
import { PySet } from "../../runtime/containers/set.ts";
import { runtimeError } from "../../runtime/errors.ts";
import { repr, truth } from "../../runtime/protocols.ts";
import { typeOf } from "../../runtime/types.ts";
import { float, None, type Value } from "../../runtime/values.ts";
import { asyncType, blockingFunction, given, lazily, limitOf } from "./define.ts";
import { driven } from "./foreign.ts";
import { taskOptions } from "./loop.ts";
import { newLoop, setLoop } from "./policy.ts";

/** The exception that the block raised; undefined for None. */
const raised = (error: Value | undefined): unknown => (error === None ? undefined : error);

/** `<Timeout [active] when=12.5>` */
function describeTimeout(self: EngineTimeout): Value {
  const { state } = self;
  const when = self.when();
  const time = when === undefined ? "None" : repr(float(Number(when.toFixed(3))));
  return `<${typeOf(self).tp.name} [${state}]${state === "active" ? ` when=${time}` : ""}>`;
}

/** `<TaskGroup tasks=2 entered>` */
function describeGroup(self: EngineGroup): Value {
  const { tasks, errors, aborting, entered } = self;
  const parts = [typeOf(self).tp.name];
  if (tasks.size > 0) parts.push(`tasks=${tasks.size}`);
  if (errors.length > 0) parts.push(`errors=${errors.length}`);
  if (aborting) parts.push("cancelling");
  else if (entered) parts.push("entered");
  return `<${parts.join(" ")}>`;
}

export const Timeout = lazily(() =>
  asyncType({
    name: "Timeout",
    module: "asyncio.timeouts",
    ctor: EngineTimeout as unknown as new () => object,
    special: { __repr__: describeTimeout },
    coroutines: {
      "__aenter__()": (self: EngineTimeout) => self.enter$(),
      "__aexit__(exc_type, exc_val, exc_tb)": (self: EngineTimeout, _type: Value, error: Value) => {
        self.exit$(raised(error));
      },
    },
    methods: {
      "__init__(when)": (self: EngineTimeout, when: Value) => {
        Object.assign(self, { deadline: limitOf(when) });
        return None;
      },
      "when()": (self: EngineTimeout) => {
        const when = self.when();
        return when === undefined ? None : float(when);
      },
      "reschedule(when)": (self: EngineTimeout, when: Value) => {
        self.reschedule(limitOf(when));
        return None;
      },
      "expired()": (self: EngineTimeout) => self.expired(),
    },
  }),
);

export const timeout = (delay: Value): Value => {
  Timeout();
  const seconds = limitOf(delay);
  return new EngineTimeout(seconds === undefined ? undefined : getRunningLoop().time() + seconds);
};

export const timeoutAt = (when: Value): Value => {
  Timeout();
  return new EngineTimeout(limitOf(when));
};

export const TaskGroup = lazily(() =>
  asyncType({
    name: "TaskGroup",
    module: "asyncio.taskgroups",
    ctor: EngineGroup,
    special: { __repr__: describeGroup },
    coroutines: {
      "__aenter__()": (self: EngineGroup) => self.enter$(),
      "__aexit__(et, exc, tb)": (self: EngineGroup, _type: Value, error: Value) => self.exit$(raised(error)),
    },
    methods: {
      "__init__()": () => None,
      "create_task(coro, **kwargs)": (self: EngineGroup, coro: Value, keywords?: Map<string, Value>) =>
        self.createTask(driven(coro) as never, taskOptions(keywords)),
    },
    getters: {
      _tasks: (self: EngineGroup) => {
        const set = new PySet();
        for (const task of self.tasks) set.add(task as Value);
        return set;
      },
    },
  }),
);

// ---- running ------------------------------------------------------------------------------------------------------------

interface Options {
  debug?: boolean;
  loopFactory: () => EventLoop;
  clock?: undefined;
  /** The loop has become the current one, which ends with the runner. */
  isSet: boolean;
}

function runOptions(debug: Value | undefined, factory: Value | undefined): Options {
  const options: Options = {
    loopFactory: () => {
      if (factory !== undefined && factory !== None) return call(factory) as EventLoop;
      const loop = newLoop();
      setLoop(loop);
      options.isSet = true;
      return loop;
    },
    isSet: false,
  };
  if (debug !== undefined && debug !== None) options.debug = truth(debug);
  return options;
}

function* close(runner: EngineRunner): Generator<undefined, void, unknown> {
  const { options } = runner as unknown as { options: Options };
  try {
    yield* runner.close$();
  } finally {
    if (options.isSet) setLoop(None);
    options.isSet = false;
  }
}

function* runMain(main: Value, options: Options): Generator<undefined, unknown, unknown> {
  if (runningLoop !== null) throw runtimeError("asyncio.run() cannot be called from a running event loop");
  const runner = new EngineRunner(options);
  try {
    return yield* runner.run$(main);
  } finally {
    yield* close(runner);
  }
}

export const Runner = lazily(() =>
  asyncType({
    name: "Runner",
    module: "asyncio.runners",
    ctor: EngineRunner,
    blocking: {
      "run(coro, *, context=None)": (self: EngineRunner, coro: Value, context?: Value) =>
        self.run$(coro, given<Context>(context)),
      "close()": close,
      "__exit__(exc_type, exc_val, exc_tb)": close,
    },
    methods: {
      "__init__(*, debug=None, loop_factory=None)": (self: EngineRunner, debug?: Value, factory?: Value) => {
        Object.assign(self, { options: runOptions(debug, factory) });
        return None;
      },
      "__enter__()": (self: EngineRunner) => {
        self.getLoop();
        return self;
      },
      "get_loop()": (self: EngineRunner) => self.getLoop(),
    },
  }),
);

export const run = lazily(() =>
  blockingFunction(
    "run(main, *, debug=None, loop_factory=None)",
    (main: Value, debug?: Value, factory?: Value) => runMain(main, runOptions(debug, factory)),
    "asyncio.runners",
  ),
);
