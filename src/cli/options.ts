// The command line, as `python` reads it.

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
  /** --emit: print the JavaScript instead of running it. */
  emit: boolean;
  /** --virtual-time: sleeps take no time. */
  virtualTime: boolean;
  /** -V, -h: print this and stop. */
  show: "version" | "help" | undefined;
}

/** A command line that makes no sense; the message goes to standard error, with the usage. */
export class UsageError extends Error {}

export const USAGE = "usage: asyncdef [option] ... [-c cmd | -m mod | file | -] [arg] ...";

export const HELP = `${USAGE}
Options:
-c cmd : program passed in as string (terminates option list)
-h     : print this help message and exit (also --help)
-i     : inspect interactively after running script
-m mod : run library module as a script (terminates option list)
-O     : remove assert and __debug__-dependent statements
-q     : don't print version and copyright messages on interactive startup
-u     : force the stdout and stderr streams to be unbuffered
-V     : print the Python version number and exit (also --version)
-W arg : warning control; arg is action:message:category:module:lineno
-X opt : set implementation-specific option: dev
--emit : print the JavaScript that the program becomes, and do not run it
--virtual-time : sleeps take no time: the clock jumps to whatever is due next
file   : program read from script file
-      : program read from stdin (default; interactive mode if a tty)
arg ...: arguments passed to program in sys.argv[1:]
`;

/** Options that are read and change nothing here. */
const IGNORED = new Set(["B", "d", "E", "I", "P", "s", "S", "v", "x", "b"]);

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
      else if (value === "dev") options.dev = true;
      break;
    }
  }
  return options;
}

function longOption(options: Options, arg: string): void {
  if (arg === "--emit") options.emit = true;
  else if (arg === "--virtual-time") options.virtualTime = true;
  else if (arg === "--version") options.show = "version";
  else if (arg === "--help") options.show = "help";
  else throw new UsageError(`unknown option ${arg}`);
}

function flag(options: Options, letter: string): void {
  if (letter === "V") options.show = "version";
  else if (letter === "h" || letter === "?") options.show = "help";
  else if (letter === "i") options.inspect = true;
  else if (letter === "q") options.quiet = true;
  else if (letter === "u") options.unbuffered = true;
  else if (letter === "O") options.optimize++;
  else if (!IGNORED.has(letter)) throw new UsageError(`Unknown option: -${letter}`);
}
