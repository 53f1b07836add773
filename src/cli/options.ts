// The command line and the environment's variables, as `python` reads them.

import type { Flags } from "../modules/environment.ts";

export interface Options {
  /** What is run: a file ("-" is standard input), the text after -c, the module after -m; a prompt if nothing is given. */
  run: { kind: "file" | "command" | "module"; text: string } | undefined;
  /** What follows: the program's own arguments. */
  rest: string[];
  /** -i: a prompt after the program. */
  inspect: boolean;
  quiet: boolean;
  unbuffered: boolean;
  optimize: number;
  warnings: string[];
  dev: boolean;
  /** -X, as given: `name` or `name=value`. */
  implementation: string[];
  /** -b: how often. */
  bytesWarning: number;
  /** -v: how often. */
  verbose: number;
  /** -B, -d, -E, -I, -P, -s, -S, -x: those of them that are given. */
  letters: Set<string>;
  /** --emit: print the JavaScript instead of running it. */
  emit: boolean;
  /** --virtual-time: sleeps take no time. */
  virtualTime: boolean;
  /** -V, -VV, -h: print this and stop. */
  show: "version" | "details" | "help" | undefined;
}

/** A command line that makes no sense; the message goes to standard error, with the usage. */
export class UsageError extends Error {}

export const USAGE = "usage: asyncdef [option] ... [-c cmd | -m mod | file | -] [arg] ...";

export const HELP = `${USAGE}
Options (and corresponding environment variables):
-b     : issue warnings about converting bytes to str (-bb: issue errors)
-B     : accepted; no file is ever cached; also PYTHONDONTWRITEBYTECODE=x
-c cmd : program passed in as string (terminates option list)
-d     : accepted; also PYTHONDEBUG=x
-E     : ignore PYTHON* environment variables (such as PYTHONPATH)
-h     : print this help message and exit (also -? or --help)
-i     : inspect interactively after running the program; forces a prompt even
         if stdin does not appear to be a terminal; also PYTHONINSPECT=x
-I     : isolate from the user's environment (implies -E, -P and -s)
-m mod : run library module as a script (terminates option list);
         -m asyncio is a prompt with top-level await
-O     : remove assert and __debug__-dependent statements; also PYTHONOPTIMIZE=x
-OO    : do -O changes and also discard docstrings
-P     : don't prepend the program's folder to sys.path; also PYTHONSAFEPATH=x
-q     : don't print version and hints on interactive startup
-s, -S : accepted; there are no site folders
-u     : force the stdout and stderr streams to be unbuffered;
         also PYTHONUNBUFFERED=x
-v     : accepted; also PYTHONVERBOSE=x
-V     : print the Python version number and exit (also --version)
         when given twice, print more information about the build
-W arg : warning control; arg is action:message:category:module:lineno
         also PYTHONWARNINGS=arg
-x     : skip first line of source, allowing use of non-Unix forms of #!cmd
-X opt : set implementation-specific option: dev (also PYTHONDEVMODE=x)
--emit : print the JavaScript that the program becomes, and do not run it
--virtual-time : sleeps take no time: the clock jumps to whatever is due next

Arguments:
file   : program read from script file, or from the __main__.py of a folder
-      : program read from stdin (default; interactive mode if a tty)
arg ...: arguments passed to program in sys.argv[1:]

Other environment variables: PYTHONPATH, PYTHONSTARTUP (a file run before the
first prompt), PYTHONASYNCIODEBUG=1 (asyncio's debug mode)
`;

const SIMPLE = new Set(["B", "d", "E", "I", "P", "s", "S", "x", "R"]);

export function parseOptions(args: readonly string[]): Options {
  const options: Options = {
    run: undefined,
    rest: [],
    inspect: false,
    quiet: false,
    unbuffered: false,
    optimize: 0,
    warnings: [],
    dev: false,
    implementation: [],
    bytesWarning: 0,
    verbose: 0,
    letters: new Set(),
    emit: false,
    virtualTime: false,
    show: undefined,
  };
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    if (arg === "-" || !arg.startsWith("-")) {
      options.run = { kind: "file", text: arg };
      options.rest = args.slice(i + 1);
      return options;
    }
    if (arg.startsWith("--")) {
      longOption(options, arg);
      continue;
    }
    for (let at = 1; at < arg.length; at++) {
      const letter = arg[at]!;
      if (!"cmWX".includes(letter)) {
        flag(options, letter);
        continue;
      }
      const value = at + 1 < arg.length ? arg.slice(at + 1) : args[++i];
      if (value === undefined) throw new UsageError(`Argument expected for the -${letter} option`);
      if (letter === "c" || letter === "m") {
        options.run = { kind: letter === "c" ? "command" : "module", text: value };
        options.rest = args.slice(i + 1);
        return options;
      }
      if (letter === "W") options.warnings.push(value);
      else {
        options.implementation.push(value);
        if (value === "dev") options.dev = true;
      }
      break;
    }
  }
  return options;
}

function longOption(options: Options, arg: string): void {
  if (arg === "--emit") options.emit = true;
  else if (arg === "--virtual-time") options.virtualTime = true;
  else if (arg === "--version") options.show = "version";
  else if (arg === "--help" || arg === "--help-all") options.show = "help";
  else throw new UsageError(`unknown option ${arg}`);
}

function flag(options: Options, letter: string): void {
  if (letter === "V") options.show = options.show === "version" ? "details" : "version";
  else if (letter === "h" || letter === "?") options.show = "help";
  else if (letter === "i") options.inspect = true;
  else if (letter === "q") options.quiet = true;
  else if (letter === "u") options.unbuffered = true;
  else if (letter === "O") options.optimize++;
  else if (letter === "b") options.bytesWarning++;
  else if (letter === "v") options.verbose++;
  else if (SIMPLE.has(letter)) options.letters.add(letter);
  else throw new UsageError(`Unknown option: -${letter}`);
}

/** The variables that options let through: -E and -I hide Python's own. */
export function visibleEnvironment(options: Options, environment: Record<string, string>): Record<string, string> {
  const { letters } = options;
  if (!letters.has("E") && !letters.has("I")) return environment;
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith("PYTHON")));
}

/** Whether a variable that switches something on is set: to anything. */
const isSet = (value: string | undefined): boolean => (value ?? "") !== "";

/** The level that a variable such as PYTHONOPTIMIZE gives: its number, or 1. */
function level(value: string | undefined, given: number): number {
  if (!isSet(value)) return given;
  const number = /^\d+$/.test(value!) ? Number(value) : 1;
  return Math.max(number, given);
}

/** Whether a prompt follows the program. */
export const wantsPrompt = (options: Options, environment: Record<string, string>): boolean =>
  options.inspect || isSet(visibleEnvironment(options, environment).PYTHONINSPECT);

/** What the interpreter is told; `all` are the environment's variables. */
export function flagsOf(options: Options, all: Record<string, string>): Flags {
  const environment = visibleEnvironment(options, all);
  const { letters } = options;
  const isolated = letters.has("I");
  const dev = options.dev || isSet(environment.PYTHONDEVMODE);
  const fromEnvironment = (environment.PYTHONWARNINGS ?? "").split(",").filter((each) => each !== "");
  const bytes = options.bytesWarning;
  return {
    asyncioDebug: dev || isSet(environment.PYTHONASYNCIODEBUG),
    bytesWarning: bytes,
    debug: level(environment.PYTHONDEBUG, letters.has("d") ? 1 : 0),
    dev,
    dontWriteBytecode: letters.has("B") || isSet(environment.PYTHONDONTWRITEBYTECODE),
    ignoreEnvironment: letters.has("E") || isolated,
    implementation: options.implementation,
    inspect: options.inspect || isSet(environment.PYTHONINSPECT),
    interactive: options.inspect,
    isolated,
    noSite: letters.has("S"),
    noUserSite: letters.has("s") || isolated || isSet(environment.PYTHONNOUSERSITE),
    optimize: level(environment.PYTHONOPTIMIZE, options.optimize),
    quiet: options.quiet,
    safePath: letters.has("P") || isolated || isSet(environment.PYTHONSAFEPATH),
    unbuffered: options.unbuffered || isSet(environment.PYTHONUNBUFFERED),
    verbose: level(environment.PYTHONVERBOSE, options.verbose),
    warnings: [
      ...(dev ? ["default"] : []),
      ...fromEnvironment,
      ...options.warnings,
      ...(bytes > 0 ? [bytes > 1 ? "error::BytesWarning" : "default::BytesWarning"] : []),
    ],
  };
}

/** The folders in which modules are looked for; `folder` is the program's own. */
export function searchPath(options: Options, all: Record<string, string>, folder: string): string[] {
  const environment = visibleEnvironment(options, all);
  const isSafe = flagsOf(options, all).safePath;
  const extra = (environment.PYTHONPATH ?? "").split(":").filter((each) => each !== "");
  return isSafe ? extra : [folder, ...extra];
}
