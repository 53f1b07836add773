// Ctrl-C as a user meets it: a signal sent to the command while the program computes. Every program calls `go`, which computes
// until the program counts as one that computes long, and tells the test that it may be interrupted.

import { spawn } from "node:child_process";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, test } from "vitest";

const command = path.join(import.meta.dirname, "../../bin/asyncdef.js");
/** Milliseconds between two interrupts. */
const STEP = 700;
const BEGIN = "def go():\n    for _ in range(40_000_000): pass\n    print('go', flush=True)\n";

/** Runs a program and interrupts it some times; what it printed, where the report's line numbers do not count BEGIN. */
async function interrupted(program: string, times = 1): Promise<{ printed: string; status: number | string | null }> {
  const child = spawn(process.execPath, [command, "-c", BEGIN + program]);
  let printed = "";
  let go = (): void => {};
  const begun = new Promise<void>((resolve) => {
    go = resolve;
  });
  const collect = (data: Buffer): void => {
    printed += data.toString();
    if (printed.startsWith("go\n")) go();
  };
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  const ended = new Promise<number | string | null>((resolve) =>
    child.on("close", (code, signal) => resolve(signal ?? code)),
  );
  await begun;
  for (let i = 0; i < times; i++) {
    await pause(STEP);
    child.kill("SIGINT");
  }
  const status = await ended;
  return { printed: printed.slice("go\n".length).replace(/line (\d+)/g, (_, line) => `line ${line - 3}`), status };
}

describe("Ctrl-C in a computation", { timeout: 60_000, concurrent: true }, () => {
  test("raises KeyboardInterrupt where the program stands", async () => {
    const { printed, status } = await interrupted(
      "go()\ntry:\n    while True:\n        pass\nfinally:\n    print('end')\n",
    );
    expect(printed).toBe(`end
Traceback (most recent call last):
  File "<string>", line 3, in <module>
    while True:
          ^^^^
KeyboardInterrupt
`);
    expect(status).toBe("SIGINT");
  });

  test("can be caught, and comes again", async () => {
    const program = `def work():
    n = 0
    for i in iter(int, 1):
        n += i
go()
try:
    work()
except KeyboardInterrupt as e:
    print("caught", repr(e), e.__traceback__.tb_next.tb_frame.f_code.co_name)
try:
    [i for i in iter(int, 1)]
except KeyboardInterrupt:
    print("again")
`;
    expect(await interrupted(program, 2)).toEqual({ printed: "caught KeyboardInterrupt() work\nagain\n", status: 0 });
  });

  test("ends a recursion without loops", async () => {
    const program = "def fib(n):\n    return n if n < 2 else fib(n - 1) + fib(n - 2)\ngo()\nfib(100)\n";
    const { printed } = await interrupted(program);
    expect(printed).toContain("    return n if n < 2 else fib(n - 1) + fib(n - 2)\n");
    expect(printed).toMatch(/KeyboardInterrupt\n$/);
  });

  test("in a task, the first cancels the main task, and the second is raised", async () => {
    const program = `import asyncio
async def main():
    try:
        while True:
            pass
    finally:
        print("end", asyncio.current_task().cancelling())
go()
asyncio.run(main())
`;
    const { printed, status } = await interrupted(program, 2);
    expect(printed).toMatch(/^end 1\n.*, in main\n {4}while True:\n.*\nKeyboardInterrupt\n$/s);
    expect(status).toBe("SIGINT");
  });

  test("calls the program's own handler with the frame", async () => {
    const program = `import signal
seen = []
def handler(number, frame):
    seen.append((number, frame.f_code.co_name))
signal.signal(signal.SIGINT, handler)
def work():
    while len(seen) < 2:
        pass
go()
work()
print(seen)
`;
    expect(await interrupted(program, 2)).toEqual({ printed: "[(2, 'work'), (2, 'work')]\n", status: 0 });
  });

  test("ends a sleep that blocks the loop", async () => {
    const program = `import asyncio, time
async def main():
    try:
        time.sleep(1000)
    finally:
        print("end")
go()
asyncio.run(main())
`;
    const { printed, status } = await interrupted(program, 2);
    expect(printed).toMatch(/^end\n.*time\.sleep\(1000\)\n.*KeyboardInterrupt\n$/s);
    expect(status).toBe("SIGINT");
  });

  test("ends a loop that the program runs itself", async () => {
    const program = `import asyncio
loop = asyncio.new_event_loop()
go()
try:
    loop.run_forever()
except KeyboardInterrupt:
    print("end", loop.is_running())
`;
    expect(await interrupted(program)).toEqual({ printed: "end False\n", status: 0 });
  });
});
