// The floors of the house (docs/architecture.md): a file imports only from its own floor or from floors below.
const floors = [["asyncio", "syntax", "host"], ["compiler"], ["runtime"], ["modules"], ["python.ts"], ["cli"]];
const path = (names) => `^src/(${names.map((name) => name.replace(".", "\\.")).join("|")})`;

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    ...floors.slice(0, -1).map((names, floor) => ({
      name: `${names.join("-")}-imports-nothing-above`,
      severity: "error",
      from: { path: path(names) },
      to: { path: path(floors.slice(floor + 1).flat()) },
    })),
    // On the first floor, the engine may use the host; nothing else knows its neighbour.
    {
      name: "syntax-stands-alone",
      severity: "error",
      from: { path: "^src/syntax/" },
      to: { path: "^src/(?!syntax/)" },
    },
    { name: "host-stands-alone", severity: "error", from: { path: "^src/host/" }, to: { path: "^src/(?!host/)" } },
    {
      name: "engine-knows-no-python",
      severity: "error",
      from: { path: "^src/asyncio/" },
      to: { path: "^src/(?!asyncio/|host/)" },
    },
    {
      name: "compiler-knows-no-engine",
      severity: "error",
      from: { path: "^src/compiler/" },
      to: { path: "^src/(asyncio|host)/" },
    },
    { name: "runtime-knows-no-host", severity: "error", from: { path: "^src/runtime/" }, to: { path: "^src/host/" } },
    {
      name: "no-cycles-in-syntax-and-compiler",
      severity: "error",
      from: { path: "^src/(syntax|compiler)/" },
      to: { circular: true },
    },
  ],
  options: {
    // A test may stand on any floor to see at work what it tests.
    exclude: { path: "[.]test[.]ts$" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
  },
};
