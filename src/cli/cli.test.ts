// The command as a user meets it: what was built, run as a process. Expected texts are CPython 3.14's.

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const command = fileURLToPath(new URL("../../bin/asyncdef.js", import.meta.url));
let folder = "";

interface Run {
  stdout: string;
  stderr: string;
  status: number | null;
}

function asyncdef(args: string[], input = "", environment: Record<string, string> = {}): Run {
  const env = { ...process.env, HOME: folder, ...environment };
  const { stdout, stderr, status } = spawnSync(process.execPath, [command, ...args], {
    cwd: folder,
    input,
    encoding: "utf8",
    env,
  });
  return { stdout, stderr, status };
}

/** What a prompt without banner writes: its prompts and reports, and what the statements print. */
const typed = (input: string, args = ["-iq"]): Run => asyncdef(args, input);

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "asyncdef-cli-"));
  const show = "import sys\nprint(__name__, __package__, sys.argv[1:])\n";
  mkdirSync(path.join(folder, "pack"));
  writeFileSync(path.join(folder, "pack/__init__.py"), 'print("init")\n');
  writeFileSync(path.join(folder, "pack/__main__.py"), show);
  writeFileSync(path.join(folder, "pack/mod.py"), show);
  writeFileSync(path.join(folder, "start.py"), "started = 5\n");
});

afterAll(() => rmSync(folder, { recursive: true }));

describe("the prompt", () => {
  test("shows values, and takes blocks up to an empty line", () => {
    const { stdout, stderr, status } = typed('1 + 1\n_ + 1\nif _:\n  "yes"\n\n# nothing\n\n"""a\nb"""\n');
    expect(stdout).toBe("2\n3\n'yes'\n'a\\nb'\n");
    expect(stderr).toBe(">>> >>> >>> ... ... >>> >>> >>> ... >>> \n");
    expect(status).toBe(0);
  });

  test("reports exceptions with the lines of each statement", () => {
    const { stderr } = typed("def f():\n  return 1/0\n\nx = 1\nf()\n");
    expect(stderr).toContain(`Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
    f()
    ~^^
  File "<stdin>", line 2, in f
    return 1/0
           ~^~
ZeroDivisionError: division by zero
`);
  });

  test("reports syntax errors and goes on", () => {
    const { stdout, stderr } = typed("1 +\nreturn 5\n3\n");
    expect(stdout).toBe("3\n");
    expect(stderr).toBe(`>>>   File "<stdin>", line 1
    1 +
       ^
SyntaxError: invalid syntax
>>>   File "<stdin>", line 1
    return 5
    ^^^^^^^^
SyntaxError: 'return' outside function
>>> >>> \n`);
  });

  test("awaits outside of functions, between calls of asyncio.run", () => {
    const input =
      "import asyncio\nasync def f(x): return x\n\nawait f(1)\nasyncio.run(f(2))\n[await f(i) for i in (3, 4)]\n";
    expect(typed(input).stdout).toBe("1\n2\n[3, 4]\n");
  });

  test("ends with the status that a statement asks for", () => {
    expect(typed("raise SystemExit(3)\n4\n")).toEqual({ stdout: "", stderr: ">>> ", status: 3 });
  });

  test("shares standard input with the program", () => {
    expect(typed("x = input()\nhello\nx\n").stdout).toBe("'hello'\n");
  });

  test("uses the prompts and hooks of sys", () => {
    const { stdout, stderr } = typed(
      'import sys\nsys.ps1 = "-> "\nsys.displayhook = lambda x: print("<", x, ">")\n7\n',
    );
    expect(stdout).toBe("< 7 >\n");
    expect(stderr).toBe(">>> >>> -> -> -> \n");
  });

  test("follows a program that is to be inspected", () => {
    expect(typed("x\n", ["-i", "-c", "x = 1; 1/0"]).stdout).toBe("1\n");
    expect(asyncdef(["-c", "x = 2"], "x\n", { PYTHONINSPECT: "1" }).stdout).toBe("2\n");
    expect(asyncdef(["-iq"], "started\n", { PYTHONSTARTUP: "start.py" }).stdout).toBe("5\n");
  });

  test("of -m asyncio has a loop that runs", () => {
    const input =
      "t = asyncio.create_task(asyncio.sleep(0, 5))\nawait t\nasyncio.get_running_loop().is_running()\n1/0\n";
    const { stdout, stderr } = asyncdef(["-m", "asyncio"], input);
    expect(stdout).toBe("5\nTrue\n");
    expect(stderr).toMatch(/^asyncio REPL 3\.14/);
    expect(stderr).toContain('Use "await" directly instead of "asyncio.run()".\n');
    expect(stderr).toContain(">>> import asyncio\n>>> ");
    expect(stderr).toContain("ZeroDivisionError: division by zero\n>>> \nexiting asyncio REPL...\n");
  });
});

describe("programs", () => {
  test("come from standard input, with arguments", () => {
    expect(asyncdef(["-", "a"], "import sys; print(sys.argv)").stdout).toBe("['-', 'a']\n");
    expect(asyncdef([], "print(1)").stdout).toBe("1\n");
  });

  test("are modules, whose packages are imported first", () => {
    expect(asyncdef(["-m", "pack", "x"]).stdout).toBe("init\n__main__ pack ['x']\n");
    expect(asyncdef(["-m", "pack.mod"]).stdout).toBe("init\n__main__ pack []\n");
    expect(asyncdef(["pack"]).stdout).toBe("__main__  []\n");
  });

  test("that are not there are named", () => {
    expect(asyncdef(["-m", "nope"])).toMatchObject({ stderr: "asyncdef: No module named nope\n", status: 1 });
    expect(asyncdef(["-m", "a.b"]).stderr).toBe(
      "asyncdef: Error while finding module specification for 'a.b' (ModuleNotFoundError: No module named 'a')\n",
    );
    expect(asyncdef(["nope.py"])).toMatchObject({ status: 2 });
  });

  test("show their warnings as the options say", () => {
    const program = 'import warnings; warnings.warn("w"); print(1)';
    const text = '<string>:1: UserWarning: w\n  import warnings; warnings.warn("w"); print(1)\n';
    expect(asyncdef(["-c", program])).toEqual({ stdout: "1\n", stderr: text, status: 0 });
    expect(asyncdef(["-Wignore", "-c", program])).toEqual({ stdout: "1\n", stderr: "", status: 0 });
    expect(asyncdef(["-c", program], "", { PYTHONWARNINGS: "error" })).toMatchObject({ stdout: "", status: 1 });
    expect(asyncdef(["-Wfoo", "-Werror::Foo", "-Werror::::x", "-c", "1"]).stderr).toBe(
      "Invalid -W option ignored: invalid action: 'foo'\nInvalid -W option ignored: unknown warning category: 'Foo'\nInvalid -W option ignored: invalid lineno 'x'\n",
    );
  });

  test("lose assertions and docstrings where they are to be optimised", () => {
    const program = 'def f():\n  "doc"\n  assert False\n  return __debug__\nprint(f.__doc__, f())';
    expect(asyncdef(["-c", program]).stderr).toMatch(/AssertionError\n$/);
    expect(asyncdef(["-O", "-c", program]).stdout).toBe("doc False\n");
    expect(asyncdef(["-OO", "-c", program]).stdout).toBe("None False\n");
  });

  test("may report their own end", () => {
    const program = "import sys; sys.excepthook = lambda t, v, tb: print(t.__name__, v); 1/0";
    expect(asyncdef(["-c", program])).toEqual({
      stdout: "ZeroDivisionError division by zero\n",
      stderr: "",
      status: 1,
    });
  });

  test("say in asyncio's debug mode who made a forgotten coroutine", () => {
    writeFileSync(
      path.join(folder, "forgotten.py"),
      "import asyncio\nasync def f(): pass\nasync def main():\n    print(asyncio.get_running_loop().get_debug())\n    f()\nasyncio.run(main())\n",
    );
    const { stdout, stderr } = asyncdef(["-X", "dev", "forgotten.py"]);
    expect(stdout).toBe("True\n");
    expect(stderr).toContain("forgotten.py:5: RuntimeWarning: coroutine 'f' was never awaited\n");
    expect(stderr).toContain("Coroutine created at (most recent call last)\n");
    expect(stderr).toContain('forgotten.py", line 5, in main\n    f()\n');
    expect(asyncdef(["forgotten.py"]).stdout).toBe("False\n");
  });
});
