// Runs one benchmark program with Pyodide: node pyodide.mjs FILE
// Pyodide in an engine that cannot suspend WebAssembly has no asyncio.run: the call that ends a program is awaited.

import fs from "node:fs";
import { loadPyodide } from "pyodide";

const python = await loadPyodide();
python.setStdout({ batched: (line) => console.log(line) });
python.setStderr({ batched: (line) => console.error(line) });
const source = fs.readFileSync(process.argv[2], "utf8").replace(/^asyncio\.run\((.*)\)$/m, "await $1");
await python.runPythonAsync(source);
