// Where coroutines are made, for the debug modes that ask for it.

import { makeTuple } from "./containers/tuple.ts";
import type { FrameView } from "./frames.ts";
import { pythonStack } from "./stack.ts";
import { sourceLine } from "./traceback.ts";
import { None, type Value } from "./values.ts";

/** The frames that made a coroutine, the innermost first. */
export class Origin {
  readonly frames: readonly FrameView[];
  /** Where it was dropped, if that is known. */
  dropped: FrameView | undefined = undefined;

  constructor(frames: readonly FrameView[]) {
    this.frames = frames;
  }

  /** `cr_origin`. */
  tuple(): Value {
    return makeTuple(this.frames.map(({ code, line }) => makeTuple([code.filename, line, code.name])));
  }

  report(): string {
    const lines = ["Coroutine created at (most recent call last)"];
    for (const { code, line } of [...this.frames].reverse()) {
      lines.push(`  File "${code.filename}", line ${line}, in ${code.name}`);
      const text = sourceLine(code.filename, line)?.trim();
      if (text) lines.push(`    ${text}`);
    }
    return lines.join("\n");
  }
}

/** `capture` is there while origins are tracked. */
export const origins: { depth: number; capture: (() => Origin) | undefined } = { depth: 0, capture: undefined };

/** Tracks so many frames of each coroutine that is made from now on; none if 0. */
export function trackOrigins(depth: number): void {
  origins.depth = depth;
  origins.capture = depth === 0 ? undefined : () => new Origin(pythonStack().slice(0, depth));
}

export const originValue = (origin: unknown): Value => (origin instanceof Origin ? origin.tuple() : None);
