// Builds the modules written in TypeScript that are no part of the command, because few programs import them. Each becomes
// one file in dist/stdlib, `(function ($) { … })`, that is given the names of src/modules/extension.ts and returns what
// fills the module.

import { writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));

const EXTENSIONS = { _decimal: "src/modules/decimal/index.ts", _hashes: "src/modules/hashes/functions/index.ts" };
const INTERPRETER = path.join(root, "src/modules/extension.ts");

/** The names that a module exports. */
async function exportsOf(file) {
  const { metafile } = await build({
    entryPoints: [file],
    bundle: true,
    format: "esm",
    platform: "neutral",
    external: ["node:*"],
    write: false,
    metafile: true,
    outdir: "unused",
  });
  return Object.values(metafile.outputs)[0].exports;
}

/** Puts names of the function's argument in the place of the interpreter's files. */
const given = (names) => ({
  name: "given",
  setup(builder) {
    builder.onResolve({ filter: /\/extension\.ts$/ }, () => ({ path: INTERPRETER, namespace: "given" }));
    builder.onLoad({ filter: /./, namespace: "given" }, () => ({
      contents: `const { ${names.join(", ")} } = $; export { ${names.join(", ")} };`,
    }));
  },
});

/** Writes the files; says what the library's index has to say of them. */
export async function buildExtensions(into) {
  const index = {};
  const plugins = [given(await exportsOf(INTERPRETER))];
  for (const [name, file] of Object.entries(EXTENSIONS)) {
    const { outputFiles } = await build({
      entryPoints: [path.join(root, file)],
      bundle: true,
      format: "iife",
      globalName: "extension",
      target: "es2022",
      minifyWhitespace: true,
      minifySyntax: true,
      treeShaking: true,
      write: false,
      plugins,
      logLevel: "warning",
    });
    const code = outputFiles[0].text;
    writeFileSync(path.join(into, `${name}.js`), `(function($){${code}return extension.create})`);
    index[name] = { file: `${name}.js`, isPackage: false, isExtension: true };
  }
  return index;
}
