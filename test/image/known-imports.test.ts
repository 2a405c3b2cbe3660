/** What the facts know of the kernel is nothing to tell of: thousands of functions, each imported from who exports it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { importer } from "./support/importer.ts";
import { reportOfBytes } from "./support/report.ts";

/** Rows of a table by the names of its columns. */
function rowsOf(table: string): readonly Readonly<Record<string, string>>[] {
  const text = readFileSync(join(import.meta.dirname, "../../server/data", `${table}.tsv`), "utf8");
  const [head = "", ...lines] = text.trimEnd().split("\n");
  const names = head.split("\t");
  return lines.map((line) => Object.fromEntries(line.split("\t").map((cell, index) => [names[index]!, cell])));
}

function known(): ReadonlyMap<string, ReadonlySet<string>> {
  const modules = new Map<string, Set<string>>();
  const put = (module: string, name: string) => modules.set(module, (modules.get(module) ?? new Set()).add(name));
  for (const { name = "", module = "" } of rowsOf("kernel-exports"))
    put(module === "crt" ? "ntoskrnl.exe" : module, name);
  for (const { name = "", kind, dll = "" } of rowsOf("ddi")) {
    const modulesOf = dll.toLowerCase().match(/\b[\w-]+\.(?:exe|sys)\b|\bhal\.dll\b/g) ?? [];
    if (kind === "function") for (const module of modulesOf) put(module, name);
  }
  return modules;
}

test("each function from the module that has it", () => {
  const modules = known();
  let count = 0;
  for (const [module, names] of modules) {
    count += names.size;
    const { findings } = reportOfBytes(importer(module, [...names]));
    const told = findings.filter(({ rule }) => !/^image-(?:deprecated-import|integrity-check|checksum)$/.test(rule));
    expect(told.map(({ message }) => message)).toEqual([]);
  }
  expect(modules.size).toBeGreaterThan(40);
  expect(count).toBeGreaterThan(5000);
});

test("none of them is new to Windows 7 that the lists of that time have, and nothing to a Windows that has it all", () => {
  const old = rowsOf("kernel-exports").filter(
    ({ module, source }) => module === "ntoskrnl.exe" && source?.includes("mingw"),
  );
  const names = old.map(({ name = "" }) => name);
  const newer = (target: string) =>
    reportOfBytes(importer("ntoskrnl.exe", names), "driver.sys", { target }).findings.filter(
      ({ rule }) => rule === "image-newer-import",
    );
  expect(newer("7").length).toBeGreaterThan(0);
  // What is left came with Windows 8 or 8.1, whose exports the lists have too.
  expect(
    newer("7")
      .map(({ message }) => message)
      .filter((text) => !/from Windows 8(?:\.1)? on/.test(text)),
  ).toEqual([]);
  expect(newer("8.1")).toEqual([]);
});
