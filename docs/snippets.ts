// The programs in the README and in the guides: a block of `text` is what the blocks of Python and TypeScript before it
// print; where there is none, it is the one before.

import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

export const root = resolve(import.meta.dirname, "..");

export interface Program {
  title: string;
  language: string;
  text: string;
  output: string;
}

/** The programs of a document, each with the output that follows it. */
export function programsOf(file: string): Program[] {
  const programs: Program[] = [];
  let waiting: Program[] = [];
  let section = "";
  const lines = /^#+ ([^\n]*)$|^```(\w+)\n(.*?)^```$/gms;
  for (const [, heading, language = "", text = ""] of readFileSync(join(root, file), "utf8").matchAll(lines)) {
    const output = heading === undefined ? text : programs.at(-1)?.output;
    if (language === "text" || (heading !== undefined && output !== undefined)) {
      programs.push(...waiting.map((program) => ({ ...program, output: output! })));
      waiting = [];
    }
    if (heading !== undefined) section = heading;
    else if (language === "python" || language === "ts") {
      waiting.push({ title: `${section}, in ${language}`, language, text, output: "" });
    }
  }
  if (waiting.length > 0) throw new Error(`${file}: nothing says what ${waiting[0]!.title} prints`);
  return programs;
}
