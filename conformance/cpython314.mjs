// Runs one Python file with CPython 3.14 (pyodide, in Node): node cpython314.mjs FILE
//
// Pyodide's own event loop hands every callback to the host, in the host's order, and can only wait on an engine that
// suspends WebAssembly. Here CPython's own loop (asyncio.base_events) runs instead, with a selector that knows no files
// and sleeps by blocking the thread: order, timers and messages are then CPython's. There are no sockets, processes,
// signals or threads.

import fs from "node:fs";
import path from "node:path";
import { loadPyodide } from "pyodide";

const file = path.resolve(process.argv[2]);
const python = await loadPyodide({ env: { HOME: "/home", PYTHONHASHSEED: "0", PYTHONDONTWRITEBYTECODE: "1" } });
const sink = (fd) => ({ write: (bytes) => fs.writeSync(fd, bytes), isatty: false });
python.setStdout(sink(1));
python.setStderr(sink(2));
python.FS.mkdirTree("/program");
python.FS.mount(python.FS.filesystems.NODEFS, { root: path.dirname(file) }, "/program");
const cell = new Int32Array(new SharedArrayBuffer(4));
python.registerJsModule("recorder_host", { block: (seconds) => void Atomics.wait(cell, 0, 0, seconds * 1000) });

process.exitCode = python.runPython(
  `
def run(path):
    import asyncio, asyncio.base_events, atexit, gc, importlib, os, recorder_host, sys, time, types

    class Selector:
        def select(self, timeout):
            if timeout is None:
                raise SystemExit("the loop would wait for ever")
            if timeout > 0:
                recorder_host.block(timeout)
            return []

    class EventLoop(asyncio.base_events.BaseEventLoop):
        def __init__(self):
            super().__init__()
            self._selector = Selector()

        def _process_events(self, events):
            pass

        def _write_to_self(self):
            pass

    class Policy(asyncio.events._BaseDefaultEventLoopPolicy):
        _loop_factory = EventLoop

    EventLoop.__module__ = "asyncio.unix_events"
    EventLoop.__name__ = EventLoop.__qualname__ = "_UnixSelectorEventLoop"
    importlib.reload(asyncio.runners)
    asyncio.run, asyncio.Runner = asyncio.runners.run, asyncio.runners.Runner
    asyncio.EventLoop = asyncio.SelectorEventLoop = EventLoop
    asyncio.events._set_running_loop(None)
    asyncio.events._set_event_loop_policy(Policy())
    sleep = time.sleep
    time.sleep = lambda seconds: sleep(seconds) if seconds < 0 else recorder_host.block(seconds)

    os.chdir("/program")
    sys.path.insert(0, "/program")
    sys.argv = [os.path.basename(path)]
    main = types.ModuleType("__main__")
    main.__file__ = path
    main.__builtins__ = sys.modules["builtins"]
    sys.modules["__main__"] = main
    status = 0
    try:
        with open(path, "rb") as source:
            code = compile(source.read(), path, "exec", dont_inherit=True)
        exec(code, main.__dict__)
    except SystemExit as exit:
        if exit.code is None or isinstance(exit.code, int):
            status = exit.code or 0
        else:
            sys.stdout.flush()
            print(exit.code, file=sys.stderr)
            status = 1
    except BaseException as error:
        sys.stdout.flush()
        sys.excepthook(type(error), error, error.__traceback__.tb_next)
        status = 1
    atexit._run_exitfuncs()
    main.__dict__.clear()
    gc.collect()
    sys.stdout.flush()
    sys.stderr.flush()
    return status & 255

run
`,
)(`/program/${path.basename(file)}`);
