// Lines typed to a program, as a user types them: some time after it has asked.

import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import path from "node:path";
import { describe, expect, test } from "vitest";

const command = path.join(import.meta.dirname, "../../bin/asyncdef.js");

/** Runs a program; each time it has printed `cue`, what `answer` does. */
async function asked(
  program: string,
  cue: string,
  answer: (child: ChildProcessWithoutNullStreams) => void,
): Promise<{ printed: string; status: number | null }> {
  const child = spawn(process.execPath, [command, "-c", program]);
  let printed = "";
  let seen = 0;
  const collect = (data: Buffer): void => {
    printed += data.toString();
    for (let at = printed.indexOf(cue, seen); at >= 0; at = printed.indexOf(cue, seen)) {
      seen = at + cue.length;
      answer(child);
    }
  };
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  const status = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { printed, status };
}

describe("input", { timeout: 60_000, concurrent: true }, () => {
  test("in a thread does not stop the loop", async () => {
    const program = `import asyncio, sys
async def tick():
    for number in range(3):
        await asyncio.sleep(0.01)
    print("ready", flush=True)
async def main():
    ticking = asyncio.create_task(tick())
    print(await asyncio.to_thread(input, "name? "))
    print(await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline), end="")
    await ticking
asyncio.run(main())
`;
    const answered = await asked(program, "ready\n", (child) => child.stdin.end("Ada\nCharles\n"));
    expect(answered).toEqual({ printed: "name? ready\nAda\nCharles\n", status: 0 });
  });

  test("is interrupted by Ctrl-C, and standard input does not keep the process", async () => {
    const program = "try:\n    input('name? ')\nexcept KeyboardInterrupt:\n    print('interrupted')\n";
    const answered = await asked(program, "name? ", (child) => child.kill("SIGINT"));
    expect(answered).toEqual({ printed: "name? interrupted\n", status: 0 });
  });

  test("reads on where readline, a part of a line and iteration have left off", async () => {
    const program = `import sys
print([input(), sys.stdin.readline(2), sys.stdin.readline(), sys.stdin.readline()], *sys.stdin, sep="|")
try:
    input("more? ")
except EOFError as e:
    print(e)
`;
    const child = asked(`print("go", flush=True)\n${program}`, "go\n", (it) => it.stdin.end("a\nbcd\ne\nf\ng"));
    const expected = "go\n['a', 'bc', 'd\\n', 'e\\n']|f\n|g\nmore? EOF when reading a line\n";
    expect(await child).toEqual({ printed: expected, status: 0 });
  });
});
