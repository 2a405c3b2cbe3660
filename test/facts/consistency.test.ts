// What the tables promise each other: no name is both kernel and user mode, replacements exist, levels and roles are readable.
import { describe, expect, it } from "vitest";
import { loadFacts, parseLevel } from "../../server/src/facts/index.ts";
import { readColumn, readRows } from "./data.ts";

const facts = loadFacts();
const isKernelName = (name: string): boolean =>
  facts.functionContract(name) !== undefined ||
  facts.kernelExport(name).length > 0 ||
  facts.poolFunction(name) !== undefined;
/** A single identifier, as opposed to a phrase or a request code. */
const looksLikeFunction = (text: string): boolean =>
  /^[A-Za-z_]\w*$/.test(text) && !/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(text);

describe("the tables", () => {
  it.each([
    ["ddi", 5704],
    ["ddi-irql-conditional", 237],
    ["ddi-methods", 220],
    ["irql-effects", 235],
    ["callbacks", 1811],
    ["registrations", 1434],
    ["deprecated", 447],
    ["kernel-exports", 6011],
    ["usermode", 17300],
    ["linux-context", 564],
    ["linux-userspace", 250],
    ["equivalents", 113],
    ["sdv-rules", 431],
    ["irql-raw-values", 94],
    ["ntstatus", 1800],
    ["control-codes", 600],
    ["irp-functions", 70],
    ["bug-checks", 220],
    ["bug-check-values", 55],
    ["hresults", 400],
    ["win32-errors", 950],
    ["facilities", 70],
    ["linux-errno", 65],
    ["sal", 85],
    ["sqlite-methods", 58],
  ])("%s has no fewer than %i rows", (name, count) => {
    expect(readRows(name).length).toBeGreaterThanOrEqual(count);
  });

  it.each([
    "ddi",
    "ddi-methods",
    "irql-effects",
    "callbacks",
    "deprecated",
    "usermode",
    "linux-userspace",
    "pool-functions",
    "pool-types",
    "cpp-runtime",
    "version-checks",
    "status-functions",
    "rust-crates",
    "rust-std-paths",
    "ntstatus",
    "control-codes",
    "irp-functions",
    "bug-checks",
    "hresults",
    "win32-errors",
    "linux-errno",
    "sal",
  ])("%s names nothing twice", (table) => {
    const names = readColumn(table, "name");
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it.each([
    ["ntstatus", /^0x[0-9A-F]{8}$/],
    ["control-codes", /^(?:0x[0-9A-F]+|\d)$/],
    ["irp-functions", /^0x[0-9A-F]{2}$/],
    ["bug-checks", /^0x[0-9A-F]+$/],
    ["bug-check-values", /^0x[0-9A-F]+$/],
    ["hresults", /^0x[0-9A-F]{8}$/],
    ["win32-errors", /^\d+$/],
    ["facilities", /^0x[0-9A-F]+$/],
    ["linux-errno", /^\d+$/],
  ])("%s has a value in every row", (table, pattern) => {
    expect(readColumn(table, "value").filter((value) => !pattern.test(value))).toEqual([]);
  });

  it("a device, a method and an access have one name each", () => {
    for (const kind of ["device", "method", "access"]) {
      const values = readRows("control-codes").filter((row) => row.kind === kind);
      expect(new Set(values.map((row) => row.value)).size).toBe(values.length);
    }
  });

  it("read every level", () => {
    const cells = ["ddi", "ddi-methods", "callbacks"].flatMap((table) => [
      ...readColumn(table, "irql_min"),
      ...readColumn(table, "irql_max"),
    ]);
    cells.push(
      ...readColumn("ddi-irql-conditional", "irql_max_if"),
      ...readColumn("ddi-irql-conditional", "irql_max_otherwise"),
    );
    expect(new Set(cells.filter((cell) => cell !== "" && parseLevel(cell) === undefined))).toEqual(new Set());
  });

  it("have no minimum above the maximum", () => {
    const wrong = readColumn("ddi", "name").filter((name) => {
      const contract = facts.functionContract(name);
      if (contract?.irqlMin === undefined || contract.irqlMax === undefined) return false;
      const order = ["PASSIVE_LEVEL", "APC_LEVEL", "DISPATCH_LEVEL", "DIRQL", "HIGH_LEVEL"];
      return order.indexOf(contract.irqlMin) > order.indexOf(contract.irqlMax);
    });
    expect(wrong).toEqual([]);
  });

  it("know the role of every registration", () => {
    const roles = new Set(readColumn("registrations", "role_type"));
    expect([...roles].filter((role) => facts.callback(role) === undefined)).toEqual([]);
  });

  it("share a pointer type among callbacks only where a role of that name decides", () => {
    const pointers = readColumn("callbacks", "pointer_type").filter((type) => type !== "");
    const shared = new Set(pointers.filter((type, index) => pointers.indexOf(type) !== index));
    expect([...shared].filter((type) => facts.callback(type)?.roleType !== type)).toEqual([]);
    expect(shared.size).toBeGreaterThan(0);
  });

  it("name the function that undoes what a lock's acquisition does, and back", () => {
    const wrong = readColumn("irql-effects", "name").filter((name) => {
      const effect = facts.irqlEffect(name);
      const opposite = effect?.lock?.action === "acquire" ? "release" : "acquire";
      return (
        (effect?.lock?.action === "acquire" || effect?.lock?.action === "release") &&
        !effect.pairs.some((pair) => {
          const other = facts.irqlEffect(pair)?.lock;
          return other?.action === opposite && other.kind === effect.lock?.kind;
        })
      );
    });
    // A mutex is taken by waiting for it.
    expect(wrong).toEqual(["KeReleaseMutant"]);
  });

  it("say of every lock that is slept for that the call waits", () => {
    const sleeping = new Set(["fast-mutex", "guarded-mutex", "mutex", "resource", "push-lock", "wait-lock"]);
    const wrong = readColumn("irql-effects", "name").filter((name) => {
      const { lock, success } = facts.irqlEffect(name) ?? {};
      const isTry = success?.result === "boolean" && success.sureIf === undefined;
      return lock?.action === "acquire" && sleeping.has(lock.kind) && !isTry && facts.waits(name) === undefined;
    });
    expect(wrong).toEqual([]);
  });

  it("index every condition on an argument", () => {
    const wrong = readColumn("ddi-irql-conditional", "name").filter((name) =>
      facts.conditionalIrql(name).some(({ condition }) => "parameter" in condition && condition.index === undefined),
    );
    expect(wrong).toEqual([]);
  });

  it("understand what every effect does to the level", () => {
    const cells = readRows("irql-effects").filter((row) => row.irql_after !== "same");
    const lost = cells.filter((row) => facts.irqlEffect(row.name ?? "")?.after.kind === "same");
    expect(lost).toEqual([]);
  });
});

describe("user-mode names", () => {
  const names = readColumn("usermode", "name");

  it("are no kernel names", () => {
    expect(names.filter(isKernelName)).toEqual([]);
    // The bare name is a macro for the W form.
    expect(names.filter((name) => isKernelName(`${name}W`))).toEqual([]);
  });

  it("are of low certainty where drivers use the same words", () => {
    for (const name of ["GetParent", "SetFocus", "send", "time", "DeleteObject"]) {
      expect(facts.userMode(name)?.certainty, name).toBe("low");
    }
  });

  it("have the bare macro of every curated A/W pair", () => {
    const known = new Set(names);
    const curated = readRows("usermode")
      .filter((row) => row.certainty === "high")
      .map((row) => row.name ?? "");
    const bare = curated
      .filter((name) => name.endsWith("W") && known.has(`${name.slice(0, -1)}A`))
      .map((name) => name.slice(0, -1));
    expect(bare.length).toBeGreaterThan(100);
    expect(bare.filter((name) => !known.has(name))).toEqual([]);
  });

  it("name kernel functions as their equivalents", () => {
    const entries = readColumn("usermode", "kernel_equivalent").flatMap((cell) =>
      cell.split(/;| \+ /).map((entry) => entry.trim()),
    );
    const unknown = new Set(entries.filter((entry) => looksLikeFunction(entry) && !isKernelName(entry)));
    // Winsock Kernel functions are members of a dispatch table, so no table of functions has them.
    expect([...unknown].filter((name) => !name.startsWith("Wsk"))).toEqual([]);
  });
});

describe("replacements of deprecated names", () => {
  it("are kernel functions where they look like functions", () => {
    const entries = readColumn("deprecated", "replacement").flatMap((cell) =>
      cell.split(";").map((entry) => entry.trim()),
    );
    const unknown = new Set(
      entries.filter((entry) => looksLikeFunction(entry) && entry !== "none" && !isKernelName(entry)),
    );
    expect([...unknown]).toEqual([]);
  });

  it("are not deprecated themselves", () => {
    const wrong = readRows("deprecated").flatMap((row) =>
      facts
        .deprecation(row.name ?? "")
        ?.replacements.filter((replacement) =>
          ["banned", "obsolete", "deprecated"].includes(facts.deprecation(replacement)?.status ?? ""),
        )
        .map((replacement) => `${row.name}: ${replacement}`),
    );
    expect(wrong.filter((entry) => entry !== undefined)).toEqual([]);
  });
});

describe("pool tables", () => {
  it("know their functions, but for macros and GDI functions without a page", () => {
    const unknown = readColumn("pool-functions", "name").filter(
      (name) => facts.functionContract(name) === undefined && facts.kernelExport(name).length === 0,
    );
    expect(unknown).toEqual([
      "EngAllocMem",
      "EngAllocUserMem",
      "EngFreeMem",
      "RxAllocatePool",
      "RxAllocatePoolWithTag",
      "RxFreePool",
    ]);
  });

  it("have counterparts that exist", () => {
    const missing = readRows("pool-types").flatMap((row) =>
      (row.counterpart ?? "").split(";").filter((name) => name !== "" && facts.poolConstant(name) === undefined),
    );
    expect(missing).toEqual([]);
  });

  it("give each pool type the flags of its own memory", () => {
    for (const row of readRows("pool-types").filter(
      (candidate) => candidate.kind === "pool-type" && candidate.counterpart !== "",
    )) {
      const constant = facts.poolConstant(row.name ?? "");
      const [memory] = constant?.counterparts ?? [];
      const flag = facts.poolConstant(memory ?? "");
      expect([flag?.memory, flag?.executable], row.name).toEqual([constant?.memory, constant?.executable]);
    }
  });
});
