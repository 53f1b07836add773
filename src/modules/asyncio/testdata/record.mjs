// Records what CPython 3.14 prints for the programs in this folder: node record.mjs

import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const home = path.dirname(fileURLToPath(import.meta.url));
const cpython = path.join(home, "../../../../conformance/cpython314.mjs");

for (const name of fs.readdirSync(home).filter((file) => file.endsWith(".py"))) {
  const output = execFileSync(process.execPath, [cpython, path.join(home, name)], { encoding: "utf8" });
  fs.writeFileSync(path.join(home, name.replace(".py", ".txt")), output.replaceAll("/program/", ""));
}
