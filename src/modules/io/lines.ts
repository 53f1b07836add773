// Lines of standard input, waited for without stopping the others: `input()` and `sys.stdin.readline()`, where the frames that
// call them can be suspended. In a thread (`asyncio.to_thread(input)`) the loop goes on meanwhile; in the main program,
// Ctrl-C ends the wait.

import { RUNNING, SUSPENDED, suspendOn } from "../../asyncio/coroutine.ts";
import { HostWait } from "../../asyncio/drive.ts";
import { exceptionTypes, makeException } from "../../runtime/exceptions.ts";
import { environment } from "../environment.ts";
import type { TextIOWrapper } from "./wrapper.ts";

/** The next line of a stream whose lines are awaited: a frame. `ask` is called when the wait can be interrupted. */
export function* nextLine({ target }: TextIOWrapper, ask = (): void => {}): Generator<undefined, string, unknown> {
  const { host, main } = environment;
  const isMain = main?.state === RUNNING;
  const wait: HostWait = new HostWait((resume) => {
    const end = (failed: boolean, result: unknown): void => {
      release();
      wait.failed = failed;
      wait.result = result;
      resume();
    };
    const release = isMain
      ? host.onInterrupt(() => {
          target.stopReading!();
          end(true, makeException(exceptionTypes.get("KeyboardInterrupt")!, []));
        })
      : () => {};
    const read = async (): Promise<string> => {
      ask();
      return await target.readLineLater!();
    };
    read().then(
      (line) => end(false, line),
      (error) => end(true, error),
    );
  });
  const line = suspendOn(wait, wait);
  return (line === SUSPENDED ? yield : line) as string;
}
