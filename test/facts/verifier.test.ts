// The tables of Driver Verifier's checks and of the Linux kernel's options, and what they promise each other.
import { describe, expect, it } from "vitest";
import { phrases } from "../../server/src/engine/verifier/phrases.ts";
import { loadFacts } from "../../server/src/facts/index.ts";
import { readColumn, readRows } from "./data.ts";

const facts = loadFacts();
const checks = facts.verifierChecks();
const ids = new Set(checks.map(({ id }) => id));

describe("Driver Verifier's checks", () => {
  it("are all read, by bit and rule class", () => {
    expect(checks.map(({ id }) => id).sort()).toEqual([...readColumn("verifier-flags", "name")].sort());
    const bits = checks.flatMap(({ bit }) => bit ?? []);
    expect(bits).toEqual([...bits].sort((a, b) => a - b));
    expect(new Set(bits).size).toBe(bits.length);
    expect(bits.every((bit) => Number.isInteger(Math.log2(bit)))).toBe(true);
    const classes = checks.flatMap(({ ruleClass }) => ruleClass ?? []);
    expect(new Set(classes).size).toBe(classes.length);
  });

  it("give /standard the flags that verifier.exe documents for it", () => {
    const standard = checks.filter(({ isStandard }) => isStandard);
    expect(standard.reduce((sum, { bit = 0 }) => sum + bit, 0)).toBe(0x209bb);
    expect(standard.map(({ ruleClass }) => ruleClass)).toEqual([1, 2, 4, 5, 6, 8, 9, 12, 18, 34, 37]);
  });

  it("have rule classes that are one more than their bit", () => {
    for (const { id, bit, ruleClass } of checks) {
      if (bit !== undefined && ruleClass !== undefined) expect([id, ruleClass]).toEqual([id, Math.log2(bit) + 1]);
    }
  });

  it("name each other, and exclude each other both ways", () => {
    for (const { id, needs, excludes } of checks) {
      expect([...needs, ...excludes].filter((other) => !ids.has(other))).toEqual([]);
      for (const other of excludes) expect(checks.find((check) => check.id === other)?.excludes).toContain(id);
    }
  });

  it("have a version that is known wherever one is written", () => {
    for (const row of readRows("verifier-flags")) {
      const check = checks.find(({ id }) => id === row.name);
      expect([row.name, check?.until?.name ?? "", check?.again?.name ?? ""]).toEqual([row.name, row.until, row.again]);
      expect(check?.since.name).toBe(row.since);
    }
  });

  it("end in bug checks that are known by name", () => {
    for (const { id, bugChecks } of checks) {
      for (const { code } of bugChecks) expect([id, facts.bugCheck.byValue(code).length > 0]).toEqual([id, true]);
    }
    const tracking = checks.find(({ id }) => id === "pool-tracking");
    expect(tracking?.bugChecks[0]).toEqual({ code: 0xc4, parameter: 0x62 });
  });

  it("turn on values of the registry that are there in full", () => {
    const settings = checks.filter(({ run }) => run === "setting");
    expect(settings.map(({ setting }) => [setting?.value, setting?.data])).toEqual(
      expect.arrayContaining([
        ["VerifyLevel", "1"],
        ["VerifierOn", "1"],
      ]),
    );
    expect(checks.filter(({ setting }) => setting !== undefined)).toEqual(settings);
  });
});

/** Uses that come of other tables, and not of a row of their own. */
const derived = [
  "any",
  "pool-allocation",
  "raised-level",
  "critical-region",
  "ordered-lock",
  "executable-memory",
  "ddi-compliance-rule",
  "ddi-additional-rule",
  "allocation",
  "slab-allocation",
  "lock",
  "sleeping-lock",
  "atomic",
  "atomic-entry",
];

describe("uses", () => {
  const rows = readRows("verifier-uses");
  const known = new Set([...rows.map(({ use }) => use), ...derived]);
  const asked = new Set([
    ...checks.flatMap(({ uses }) => uses.flat()),
    ...facts.kernelDebugOptions().flatMap(({ uses }) => uses),
  ]);

  it("are there for all that checks and options ask for, and are asked for", () => {
    expect([...asked].filter((use) => !known.has(use))).toEqual([]);
    const told = rows.filter(({ kind }) => kind !== "host").map(({ use }) => use ?? "");
    expect(told.filter((use) => !asked.has(use))).toEqual([]);
  });

  it("have words", () => {
    expect([...asked].filter((use) => use !== "any" && !phrases.has(use))).toEqual([]);
    expect([...phrases.keys()].filter((use) => !asked.has(use))).toEqual([]);
  });

  it("are of functions, headers and roles that the other tables have", () => {
    const isKnown = (name: string): boolean =>
      facts.functionContract(name) !== undefined || facts.kernelExport(name).length > 0;
    const windows = rows.filter(({ platform, kind }) => platform === "windows" && kind === "function");
    // Macros of a header that the reference does not have, and a function that is younger than it.
    const absent = ["RtlQueryRegistryValuesEx", "TraceLoggingRegister", "TraceLoggingRegisterEx"];
    expect(windows.map(({ name = "" }) => name).filter((name) => !isKnown(name) && !absent.includes(name))).toEqual([]);
    const headers = new Set(readColumn("ddi", "header"));
    const named = rows.filter(({ kind }) => kind === "header" || kind === "host").map(({ name = "" }) => name);
    expect(named.filter((name) => !headers.has(name))).toEqual([]);
    const roles = rows.filter(({ kind }) => kind === "role").map(({ name = "" }) => name);
    expect(roles.filter((role) => facts.callback(role) === undefined)).toEqual([]);
  });

  it("are found by name, prefix, header and role, each on its platform", () => {
    expect(facts.verifierUses("IoCallDriver", "windows")).toEqual(["io-call"]);
    expect(facts.verifierUses("IoCallDriver", "linux")).toEqual([]);
    expect(facts.verifierUses("ZwClose", "windows")).toEqual(["handle", "zw-call"]);
    expect(facts.verifierUses("dma_map_single", "linux")).toEqual(["dma"]);
    expect(facts.verifierUses("wdfdmaenabler.h", "windows")).toEqual([]);
    expect(facts.verifierUsesOfHeader("wdfdmaenabler.h")).toEqual(["dma"]);
    expect(facts.verifierUsesOfRole("DRIVER_DISPATCH")).toEqual(["dispatch"]);
    expect([facts.verifierHost("ndis.h"), facts.verifierHost("wdm.h")]).toEqual(["ndis.sys", undefined]);
  });
});

describe("rules", () => {
  it("are spoken of by a function, and belong to a check", () => {
    const spoken = new Set(readColumn("ddi", "ddi_compliance").flatMap((cell) => cell.split(",")));
    expect(readColumn("verifier-rules", "name").filter((name) => !spoken.has(name))).toEqual([]);
    expect(readColumn("verifier-rules", "flag").filter((check) => !ids.has(check))).toEqual([]);
    expect(facts.verifierRule("IrqlZwPassive")).toMatchObject({
      check: "ddi-compliance",
      since: { name: "Windows 8" },
    });
    expect(facts.verifierRule("HwStorPortProhibitedDDIs")).toBeUndefined();
  });
});

describe("the Linux kernel's options", () => {
  const options = facts.kernelDebugOptions();

  it("come in the order of their rows' numbers, each with what it finds", () => {
    const order = readRows("kernel-debug-options").map((row) => [Number(row.order), row.name] as const);
    expect(options.map(({ name }) => name)).toEqual(order.sort(([a], [b]) => a - b).map(([, name]) => name));
    expect(options.filter(({ name, finds }) => !/^CONFIG_[A-Z_]+$/.test(name) || finds === "")).toEqual([]);
  });

  it("exclude each other both ways", () => {
    for (const { name, excludes } of options) {
      for (const other of excludes) expect(options.find((one) => one.name === other)?.excludes).toContain(name);
    }
  });
});
