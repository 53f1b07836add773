// Which tasks there are, and which of them runs. The engine knows its own; those of a program's making say so themselves
// by `_register_task`, `_enter_task` and `_leave_task`.

import { getRunningLoop } from "../../asyncio/loop.ts";
import { currentTask as engineCurrent, runningLoop, setCurrentTask } from "../../asyncio/state.ts";
import { Task } from "../../asyncio/tasks.ts";
import { callMethod } from "../../runtime/attributes.ts";
import { PySet } from "../../runtime/containers/set.ts";
import { runtimeError } from "../../runtime/errors.ts";
import { repr, truth } from "../../runtime/protocols.ts";
import { None, type Value } from "../../runtime/values.ts";
import { engineLoop, programLoop } from "./customloop.ts";
import { given } from "./define.ts";
import { loopOfFuture } from "./futures.ts";

/** The tasks that a program entered, by their loops. */
const entered = new Map<Value, Value>();
const registered = new Set<Value>();

const wantedLoop = (loop: Value | undefined): Value => given(loop) ?? programLoop(getRunningLoop());

function currentOf(loop: Value): Value {
  const own = entered.get(loop);
  if (own !== undefined) return own;
  const task = engineCurrent as Task | null;
  return task !== null && programLoop(task.loop) === loop ? task : None;
}

function checkRunning(loop: Value): void {
  if (runningLoop === null || programLoop(getRunningLoop()) !== loop) {
    throw runtimeError(`loop ${repr(loop)} is not the running loop`);
  }
}

/** The engine's current task can be only one of its own. */
function setCurrent(loop: Value, task: Value): void {
  entered.delete(loop);
  if (task instanceof Task && programLoop(task.loop) === loop) setCurrentTask(task);
  else {
    if (currentOf(loop) !== None) setCurrentTask(null);
    if (task !== None) entered.set(loop, task);
  }
}

export const currentTask = (loop?: Value): Value => currentOf(wantedLoop(loop));

export function allTasks(loop?: Value): Value {
  const set = new PySet();
  const wanted = wantedLoop(loop);
  for (const task of engineLoop(wanted).pendingTasks()) set.add(task);
  // A task in its eager start is not yet among the loop's.
  const current = engineCurrent as Task | null;
  if (current !== null && programLoop(current.loop) === wanted && !current.done()) set.add(current);
  for (const task of registered) {
    if (loopOfFuture(task) === wanted && !truth(callMethod(task, "done"))) set.add(task);
  }
  return set;
}

/** Functions for programs that make tasks of their own. */
export const taskRegistry = {
  "_register_task(task)": (task: Value) => {
    registered.add(task);
    return None;
  },
  "_unregister_task(task)": (task: Value) => {
    registered.delete(task);
    return None;
  },
  "_enter_task(loop, task)": (loop: Value, task: Value) => {
    checkRunning(loop);
    const current = currentOf(loop);
    if (current !== None) {
      throw runtimeError(`Cannot enter into task ${repr(task)} while another task ${repr(current)} is being executed.`);
    }
    setCurrent(loop, task);
    return None;
  },
  "_leave_task(loop, task)": (loop: Value, task: Value) => {
    checkRunning(loop);
    const current = currentOf(loop);
    if (current !== task) {
      throw runtimeError(`Invalid attempt to leave task ${repr(task)} while task ${repr(current)} is entered.`);
    }
    setCurrent(loop, None);
    return None;
  },
  "_swap_current_task(loop, task)": (loop: Value, task: Value) => {
    checkRunning(loop);
    const current = currentOf(loop);
    setCurrent(loop, task);
    return current;
  },
};
