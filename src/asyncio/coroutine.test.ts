// biome-ignore-all lint/correctness/useYield: a coroutine need not await anything
// The frame protocol, driven by hand as `send`, `throw` and `close` do.

import { describe, expect, test } from "vitest";
import { AsyncGenerator, anextValue } from "./asyncgen.ts";
import {
  awaitFrame,
  awaitIterator,
  awaitValue,
  CLOSED,
  Coroutine,
  dropped,
  type Frame,
  finished,
  makeCoroutine,
  PAUSED,
  SUSPENDED,
} from "./coroutine.ts";
import { type BaseException, generatorExit, KeyError, StopIteration, ValueError } from "./exceptions.ts";
import { hooks } from "./hooks.ts";
import { closeStep, sendStep, throwStep } from "./steps.ts";

const code = { name: "f", qualname: "f" };
const coroutineOf = (gen: Frame) => new Coroutine(gen, code);

/** Awaits something that yields `value` to the driver once; what is sent comes back. */
const pass = (value: unknown) =>
  awaitIterator({
    send: (sent) => (sent === undefined ? value : finished(sent)),
    throw(error) {
      throw error;
    },
    close() {},
  });

function* passing(value: unknown): Generator<undefined, unknown, unknown> {
  const t = pass(value);
  return t === SUSPENDED ? yield : t;
}

/** What happens: ["yield", v], ["return", v] or ["raise", name, message]. */
function attempt(action: () => unknown, coroutine?: Coroutine): unknown[] {
  try {
    const value = action();
    return [coroutine?.state === CLOSED ? "return" : "yield", value];
  } catch (error) {
    const { name, message } = error as Error;
    return ["raise", name, message];
  }
}
const send = (coroutine: Coroutine, value?: unknown) => attempt(() => coroutine.send(value), coroutine);

describe("a coroutine", () => {
  test("returns what its body returns, and may not be used again", () => {
    const c = coroutineOf(
      (function* () {
        return 3;
      })(),
    );
    expect(send(c)).toEqual(["return", 3]);
    expect(send(c)).toEqual(["raise", "RuntimeError", "cannot reuse already awaited coroutine"]);
    expect(attempt(() => c.throw(new ValueError()))).toEqual([
      "raise",
      "RuntimeError",
      "cannot reuse already awaited coroutine",
    ]);
    expect(c.close()).toBeUndefined();
  });

  test("takes no value before it has started", () => {
    const c = coroutineOf(passing(1));
    expect(send(c, 5)).toEqual(["raise", "TypeError", "can't send non-None value to a just-started coroutine"]);
    expect(send(c)).toEqual(["yield", 1]);
    expect(send(c, 5)).toEqual(["return", 5]);
  });

  test("is resumed at its innermost frame, whatever the depth", () => {
    let resumptions = 0;
    const counting = (gen: Frame): Frame => ({
      next(v) {
        resumptions++;
        return gen.next(v);
      },
      throw: (e) => gen.throw(e),
      return: (v) => gen.return(v),
    });
    function* deep(n: number): Generator<undefined, unknown, unknown> {
      let t: unknown;
      if (n > 0) return (t = awaitFrame(counting(deep(n - 1)), code)) === SUSPENDED ? yield : t;
      for (let i = 0; i < 10; i++) (t = pass(i)) === SUSPENDED ? yield : t;
      return "deep";
    }
    const c = coroutineOf(counting(deep(50)));
    expect(send(c)).toEqual(["yield", 0]);
    expect(resumptions).toBe(51);
    for (let i = 1; i < 10; i++) expect(send(c, "x")).toEqual(["yield", i]);
    expect(resumptions).toBe(60);
    expect(send(c, "x")).toEqual(["return", "deep"]);
    expect(resumptions).toBe(111);
  });

  test("suspends anew in the middle of a chain", () => {
    function* inner(): Generator<undefined, unknown, unknown> {
      const t = pass("inner");
      return t === SUSPENDED ? yield : t;
    }
    function* middle(): Generator<undefined, unknown, unknown> {
      let t: unknown;
      const a = (t = awaitFrame(inner(), code)) === SUSPENDED ? yield : t;
      const b = (t = awaitFrame(inner(), code)) === SUSPENDED ? yield : t;
      return [a, b];
    }
    function* outer(): Generator<undefined, unknown, unknown> {
      const t = awaitFrame(middle(), code);
      return t === SUSPENDED ? yield : t;
    }
    const c = coroutineOf(outer());
    expect([send(c), send(c, 1), send(c, 2)]).toEqual([
      ["yield", "inner"],
      ["yield", "inner"],
      ["return", [1, 2]],
    ]);
  });

  test("is awaited once", () => {
    const c = coroutineOf(passing(1));
    send(c);
    const awaiting = coroutineOf(
      (function* (): Generator<undefined, unknown, unknown> {
        const t = awaitValue(c);
        return t === SUSPENDED ? yield : t;
      })(),
    );
    expect(send(awaiting)).toEqual(["raise", "RuntimeError", "coroutine is being awaited already"]);
    c.close();
    expect(c.state).toBe(CLOSED);
  });

  test("may not be driven while it runs", () => {
    const seen: unknown[] = [];
    const c: Coroutine = coroutineOf(
      (function* () {
        for (const action of [() => awaitValue(c), () => c.send(undefined), () => c.close()])
          seen.push(attempt(action));
        return 1;
      })(),
    );
    send(c);
    expect(seen).toEqual(Array(3).fill(["raise", "ValueError", "coroutine already executing"]));
  });

  test("turns a StopIteration that leaves a resumed body into a RuntimeError", () => {
    const c = coroutineOf(
      (function* (): Generator<undefined, unknown, unknown> {
        if (pass(1) === SUSPENDED) yield;
        throw new StopIteration(1);
      })(),
    );
    send(c);
    expect(send(c, 1)).toEqual(["raise", "RuntimeError", "coroutine raised StopIteration"]);
  });

  test("closes its frames innermost first", () => {
    const seen: string[] = [];
    function* inner(): Generator<undefined, unknown, unknown> {
      try {
        return pass(1) === SUSPENDED ? yield : 0;
      } finally {
        seen.push("inner");
      }
    }
    function* outer(): Generator<undefined, unknown, unknown> {
      try {
        return awaitFrame(inner(), code) === SUSPENDED ? yield : 0;
      } finally {
        seen.push("outer");
      }
    }
    const c = coroutineOf(outer());
    send(c);
    c.close();
    expect(seen).toEqual(["inner", "outer"]);
    expect(c.state).toBe(CLOSED);
  });

  test("complains of a body that ignores GeneratorExit, and goes on after throw", () => {
    function* ignoring(): Generator<undefined, unknown, unknown> {
      try {
        if (pass(1) === SUSPENDED) yield;
      } catch {
        if (pass(2) === SUSPENDED) yield;
      }
      return 0;
    }
    const c = coroutineOf(ignoring());
    send(c);
    expect(attempt(() => c.close())).toEqual(["raise", "RuntimeError", "coroutine ignored GeneratorExit"]);
    expect(c.state).toBe(PAUSED);
    const d = coroutineOf(ignoring());
    send(d);
    expect(attempt(() => d.throw(generatorExit()), d)).toEqual(["yield", 2]);
    function* outer(): Generator<undefined, unknown, unknown> {
      return awaitFrame(ignoring(), code) === SUSPENDED ? yield : 0;
    }
    const e = coroutineOf(outer());
    send(e);
    expect(attempt(() => e.close())).toEqual(["raise", "RuntimeError", "coroutine ignored GeneratorExit"]);
  });

  test("cannot be made of a value that is not awaitable", () => {
    expect(attempt(() => awaitValue(5))).toEqual(["raise", "TypeError", "'number' object can't be awaited"]);
  });

  test("is reported when it is dropped, once, and never after it has started", () => {
    const said: string[] = [];
    const { neverAwaited } = hooks;
    hooks.neverAwaited = (coroutine) => said.push(coroutine.code.name);
    try {
      const c = makeCoroutine(passing(1), code);
      dropped(c);
      dropped(c);
      const d = makeCoroutine(passing(1), code);
      d.send(undefined);
      dropped(d);
      expect(said).toEqual(["f"]);
    } finally {
      hooks.neverAwaited = neverAwaited;
    }
  });
});

describe("an asynchronous generator", () => {
  function* cleaning(): Generator<unknown, void, unknown> {
    try {
      yield 1;
    } finally {
      if (pass("cleaning") === SUSPENDED) yield;
    }
  }
  function* awaiting(): Generator<unknown, void, unknown> {
    let t: unknown;
    yield (t = pass("s1")) === SUSPENDED ? yield : t;
    yield (t = pass("s2")) === SUSPENDED ? yield : t;
  }
  const make = (body: () => Generator<unknown, unknown, unknown>) => new AsyncGenerator(body(), code);

  test("gives its values to asend, and ends with StopAsyncIteration", () => {
    const sent: unknown[] = [];
    const g = make(function* () {
      sent.push(yield 1);
      yield 2;
    });
    expect(send(sendStep(g, 5))).toEqual([
      "raise",
      "TypeError",
      "can't send non-None value to a just-started async generator",
    ]);
    expect([
      send(sendStep(g, undefined)),
      send(sendStep(g, 7)),
      send(sendStep(g, undefined)),
      send(sendStep(g, undefined)),
    ]).toEqual([
      ["return", 1],
      ["return", 2],
      ["raise", "StopAsyncIteration", ""],
      ["raise", "StopAsyncIteration", ""],
    ]);
    expect(sent).toEqual([7]);
    expect([send(throwStep(g, new ValueError("q"))), send(closeStep(g))]).toEqual([
      ["return", undefined],
      ["return", undefined],
    ]);
  });

  test("suspends its consumer, and refuses a second step meanwhile", () => {
    const g = make(awaiting);
    const step = sendStep(g, undefined);
    expect(send(step)).toEqual(["yield", "s1"]);
    expect(g.running).toBe(true);
    const busy = (name: string) => ["raise", "RuntimeError", `${name}(): asynchronous generator is already running`];
    expect(send(sendStep(g, undefined))).toEqual(busy("anext"));
    expect(send(throwStep(g, new ValueError()))).toEqual(busy("athrow"));
    expect(send(closeStep(g))).toEqual(busy("aclose"));
    expect(send(step, "v1")).toEqual(["return", "v1"]);
    expect(send(step)).toEqual(["raise", "RuntimeError", "cannot reuse already awaited __anext__()/asend()"]);
    expect(g.running).toBe(false);
  });

  test("runs its clean-up in aclose", () => {
    const g = make(cleaning);
    send(sendStep(g, undefined));
    const closing = closeStep(g);
    expect(send(closing)).toEqual(["yield", "cleaning"]);
    expect(send(closing, "x")).toEqual(["return", undefined]);
    expect(send(closing)).toEqual(["raise", "RuntimeError", "cannot reuse already awaited aclose()/athrow()"]);
    expect(send(sendStep(g, undefined))).toEqual(["raise", "StopAsyncIteration", ""]);
  });

  test("may not yield while it is closed", () => {
    const g = make(function* () {
      try {
        yield 1;
      } catch {
        yield 2;
      }
    });
    send(sendStep(g, undefined));
    expect(send(closeStep(g))).toEqual(["raise", "RuntimeError", "async generator ignored GeneratorExit"]);
  });

  test("ends when an exception comes through its await", () => {
    const g = make(awaiting);
    const step = sendStep(g, undefined);
    send(step);
    expect(attempt(() => step.throw(new KeyError("k")))).toEqual(["raise", "KeyError", "k"]);
    expect(g.running).toBe(false);
    expect(send(sendStep(g, undefined))).toEqual(["raise", "StopAsyncIteration", ""]);
    const h = make(awaiting);
    const other = sendStep(h, undefined);
    send(other);
    other.close();
    expect(h.running).toBe(false);
    expect(send(sendStep(h, undefined))).toEqual(["raise", "StopAsyncIteration", ""]);
  });

  test("goes on after an exception that it catches", () => {
    const g = make(function* () {
      for (;;) {
        try {
          yield 1;
        } catch (error) {
          yield (error as BaseException).message;
        }
      }
    });
    send(sendStep(g, undefined));
    expect(send(throwStep(g, new ValueError("caught")))).toEqual(["return", "caught"]);
  });

  test("raises RuntimeError for a StopIteration of its own", () => {
    const g = make(function* () {
      yield 1;
      throw new StopIteration(3);
    });
    send(sendStep(g, undefined));
    expect(send(sendStep(g, undefined))).toEqual(["raise", "RuntimeError", "async generator raised StopIteration"]);
  });

  test("feeds a loop by anextValue", () => {
    function* consumer(g: AsyncGenerator): Generator<undefined, unknown, unknown> {
      const items: unknown[] = [];
      try {
        for (;;) {
          let item = anextValue(g);
          if (item === SUSPENDED) item = yield;
          if (item === undefined) break;
          items.push(item);
        }
      } catch (error) {
        items.push((error as Error).name);
      }
      return items;
    }
    const c = coroutineOf(consumer(make(awaiting)));
    expect([send(c), send(c, 1), send(c, 2)]).toEqual([
      ["yield", "s1"],
      ["yield", "s2"],
      ["return", [1, 2]],
    ]);
    const quick = make(function* () {
      yield 1;
      yield 2;
    });
    expect(send(coroutineOf(consumer(quick)))).toEqual(["return", [1, 2]]);
    const late = make(function* (): Generator<unknown, void, unknown> {
      if (pass("end") === SUSPENDED) yield;
    });
    const d = coroutineOf(consumer(late));
    expect([send(d), send(d, 0)]).toEqual([
      ["yield", "end"],
      ["return", ["StopAsyncIteration"]],
    ]);
  });
});
