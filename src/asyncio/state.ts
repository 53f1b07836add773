// What is running right now, in module variables because every step of every task reads them.
import type { CoroutineLike } from "./hooks.ts";

/** The little that floors below the loop need to know of it. */
export interface LoopLike {
  readonly debug: boolean;
}

/** The event loop that is running; null outside. */
export let runningLoop: LoopLike | null = null;
/** The task whose step is running; null between steps. */
export let currentTask: object | null = null;

/** The loop that ran last; it may be waiting for the host. */
export let latestLoop: LoopLike | null = null;

export function setRunningLoop(loop: LoopLike | null): void {
  runningLoop = loop;
  if (loop !== null) latestLoop = loop;
}

export function setCurrentTask(task: object | null): void {
  currentTask = task;
}

// Coroutines that were made and not yet started, each with the loop that ran when it was made. A coroutine knows its
// index, so that taking it out costs the same however many there are.
interface Made extends CoroutineLike {
  index: number;
}
const made: Made[] = [];
const madeIn: (LoopLike | null)[] = [];

export function registerMade(coroutine: Made): void {
  coroutine.index = made.length;
  made.push(coroutine);
  madeIn.push(runningLoop);
}

export function unregisterMade(coroutine: Made): void {
  const { index } = coroutine;
  if (index < 0) return;
  coroutine.index = -1;
  const last = made.pop()!;
  const loop = madeIn.pop()!;
  if (last === coroutine) return;
  made[index] = last;
  madeIn[index] = loop;
  last.index = index;
}

/** Takes out and returns the coroutines that were made while `loop` ran and never started; all of them for null. */
export function takeMade(loop: LoopLike | null): CoroutineLike[] {
  const taken = made.filter((_, i) => loop === null || madeIn[i] === loop);
  for (const coroutine of taken) unregisterMade(coroutine);
  return taken;
}

/** Reports that wait for the end of the program. */
export const atEnd: (() => void)[] = [];
