// The pending tasks of a loop, oldest first: a list whose links are the tasks' own fields, so that a task that comes and goes
// makes no other object.

import type { Task } from "./tasks.ts";

export class TaskList {
  private first: Task | null = null;
  private last: Task | null = null;

  /** A task is pending from now on. */
  add(task: Task): void {
    const { last } = this;
    // The first task of the list points back at itself, so that `previousTask` tells whether a task is in it.
    task.previousTask = last ?? task;
    if (last === null) this.first = task;
    else last.nextTask = task;
    this.last = task;
  }

  /** A task is not pending any more. */
  remove(task: Task): void {
    const { previousTask, nextTask } = task;
    const isFirst = previousTask === task;
    if (isFirst) this.first = nextTask;
    else previousTask!.nextTask = nextTask;
    if (nextTask === null) this.last = isFirst ? null : previousTask;
    else nextTask.previousTask = isFirst ? nextTask : previousTask;
    task.previousTask = task.nextTask = null;
  }

  toArray(): Task[] {
    const tasks: Task[] = [];
    for (let task = this.first; task !== null; task = task.nextTask) tasks.push(task);
    return tasks;
  }
}
