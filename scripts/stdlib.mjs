// Compiles CPython's own library for dist/stdlib: the modules written in Python, from the archive that the package
// `pyodide` carries. Each becomes one file, `(function ($) { … })`, that the program reads when it is first imported;
// index.json says which there are. Alone: node scripts/stdlib.mjs [FOLDER]

import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build, transform } from "esbuild";
import { buildExtensions } from "./extensions.mjs";
import { buildUnicode } from "./unicode.mjs";
import { unzip } from "./zip.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Those that work, or whose parts do that need nothing from outside; `name.*` is a package with all that is in it. */
const MODULES =
  `__future__ _ast_unparse _collections_abc _colorize _compat_pickle _markupbase _py_warnings _pydatetime _pyio
  _pylong _strptime _threading_local _weakrefset abc argparse ast base64 bisect calendar cmd code codecs codeop
  collections.* colorsys compression compression._common.* compression.gzip compression.zlib configparser contextlib copy copyreg csv dataclasses datetime decimal difflib doctest email.* email.*
  encodings.* enum filecmp fileinput fnmatch fractions functools
  genericpath getopt getpass gettext glob graphlib gzip hashlib heapq hmac html.* http.* importlib.* io ipaddress json.* keyword locale logging.*
  mailbox mimetypes netrc ntpath nturl2path numbers opcode _opcode_metadata operator optparse os pathlib.* pickle pickletools pkgutil platform
  plistlib posixpath pprint pyclbr pydoc queue quopri random reprlib runpy sched secrets selectors selectors shelve shlex shutil signal stat statistics string.* stringprep
  socketserver struct bdb dis pdb rlcompleter _pyrepl _pyrepl.pager _pyrepl.trace _pyrepl.types _pyrepl.utils tabnanny tempfile textwrap this threading timeit token tokenize tomllib.* traceback types typing
  unittest.* urllib.* uuid warnings weakref wsgiref.* xml.* zipapp zipfile.*`.split(/\s+/);

/** Encodings whose tables CPython keeps in C. */
const NATIVE_TABLES = /^encodings\.(?:big5|cp9(?:32|49|50)|euc_|gb|hz|iso2022|johab|shift_jis|mbcs|oem|_win_cp)/;

/** Written anew, where CPython's own rests on what is not here. */
const OWN = path.join(root, "src/modules/stdlib");

/** Under another name: ours goes before it, and has it for what is seldom asked. */
const RENAMED = {
  inspect: "_inspect",
  // The interpreter loads these in its own way.
  "importlib._bootstrap": "_importlib_bootstrap",
  "importlib._bootstrap_external": "_importlib_external",
  zipimport: "_importlib_zip",
};

const packages = MODULES.filter((name) => name.endsWith(".*")).map((name) => name.slice(0, -2));
const isWanted = (name) =>
  (MODULES.includes(name) ||
    name in RENAMED ||
    packages.some((each) => name === each || name.startsWith(`${each}.`))) &&
  !NATIVE_TABLES.test(name);

/** The compiler, bundled so that this script can import it. */
async function loadCompiler() {
  const folder = mkdtempSync(path.join(tmpdir(), "asyncdef-"));
  const outfile = path.join(folder, "compiler.mjs");
  try {
    await build({
      stdin: {
        contents: `export { compileModule } from "./src/compiler/index.ts"; export { parse } from "./src/syntax/index.ts";`,
        resolveDir: root,
        loader: "ts",
      },
      outfile,
      bundle: true,
      format: "esm",
      platform: "node",
      logLevel: "warning",
    });
    return await import(pathToFileURL(outfile));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** `a/b/__init__.py` → `a.b` */
const moduleName = (file) =>
  file
    .replace(/\.py$/, "")
    .replace(/\/__init__$/, "")
    .replaceAll("/", ".");

export async function buildLibrary(into) {
  const { compileModule, parse } = await loadCompiler();
  const archive = readFileSync(createRequire(import.meta.url).resolve("pyodide/python_stdlib.zip"));
  const index = {};
  mkdirSync(into, { recursive: true });
  const sources = [...unzip(archive)].filter(([file]) => file.endsWith(".py") && isWanted(moduleName(file)));
  for (const file of readdirSync(OWN, { recursive: true })) {
    if (file.endsWith(".py")) sources.push([file, readFileSync(path.join(OWN, file))]);
  }
  for (const [file, bytes] of sources) {
    const name = RENAMED[moduleName(file)] ?? moduleName(file);
    const { text } = compileModule(parse(bytes, { filename: file }), { name });
    const { code } = await transform(`(function ($) {\n${text}})`, { minifyWhitespace: true, target: "es2022" });
    index[name] = { file: `${name}.js`, isPackage: file.endsWith("__init__.py") };
    writeFileSync(path.join(into, `${name}.js`), code.replace(/;\s*$/, ""));
  }
  const missing = MODULES.filter((name) => !(name.replace(/\.\*$/, "") in index));
  if (missing.length > 0) throw new Error(`not in the archive: ${missing.join(", ")}`);
  Object.assign(index, await buildExtensions(into));
  writeFileSync(path.join(into, "index.json"), JSON.stringify(index));
  await buildUnicode(into);
  copyFileSync(path.join(root, "scripts/stdlib-licence.txt"), path.join(into, "LICENSE"));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildLibrary(process.argv[2] ?? "dist/stdlib");
