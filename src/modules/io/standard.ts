// sys.stdin, sys.stdout, sys.stderr.

import { encodeData } from "../../runtime/strings/codecs.ts";
import { asking, environment } from "../environment.ts";
import { standardBytes } from "./binary.ts";
import { TextIOWrapper } from "./wrapper.ts";

export interface StandardStreams {
  stdin: TextIOWrapper;
  stdout: TextIOWrapper;
  stderr: TextIOWrapper;
}

export function standardStreams(): StandardStreams {
  const { console, hasEvents } = environment.host;
  const stdin: TextIOWrapper = new TextIOWrapper(
    {
      isTerminal: () => console.isTerminal(0),
      readLine: () => asking(() => console.readLineSync()),
      // Where time jumps, nothing from outside is waited for.
      ...(hasEvents && {
        readLineLater: () => console.readLine().catch(rethrow),
        stopReading: () => console.stopReading?.(),
      }),
      readAll: () => {
        let all = "";
        for (let line = console.readLineSync(); line !== ""; line = console.readLineSync()) all += line;
        return all;
      },
      close: () => {},
      fileno: 0,
      buffer: standardBytes("<stdin>", 0, undefined, () => new TextEncoder().encode(stdin.read(-1))),
    },
    "<stdin>",
    "r",
    "utf-8",
    "strict",
  );
  const stdout: TextIOWrapper = new TextIOWrapper(
    {
      isTerminal: () => console.isTerminal(1),
      write: (text) => asking(() => console.writeOut(wellFormed(text))),
      close: () => {},
      fileno: 1,
      buffer: standardBytes("<stdout>", 1, (data) => {
        stdout.flush();
        asking(() => console.writeOut(data));
      }),
    },
    "<stdout>",
    "w",
    "utf-8",
    "strict",
  );
  const stderr = new TextIOWrapper(
    {
      isTerminal: () => console.isTerminal(2),
      write: (text) => asking(() => console.writeErr(escaped(text))),
      close: () => {},
      fileno: 2,
      buffer: standardBytes("<stderr>", 2, (data) => asking(() => console.writeErr(data))),
    },
    "<stderr>",
    "w",
    "utf-8",
    "backslashreplace",
  );
  stdout.lineBuffering = console.isTerminal(1) || environment.flags.unbuffered;
  stderr.lineBuffering = true;
  stdout.through = stderr.through = environment.flags.unbuffered;
  return { stdin, stdout, stderr };
}

const rethrow = (error: unknown): never =>
  asking(() => {
    throw error;
  });

const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Text for a strict stream: a lone surrogate is a UnicodeEncodeError. */
function wellFormed(text: string): string | Uint8Array {
  return LONE.test(text) ? encodeData(text, "utf-8", "strict") : text;
}

const escaped = (text: string): string | Uint8Array =>
  LONE.test(text) ? encodeData(text, "utf-8", "backslashreplace") : text;
