/** What no source can show: whether it works in the linked driver, with little memory, under the system's own verifier. */
import type { FunctionModel } from "../../../model/function.ts";
import { rangeOf } from "../../report.ts";
import { type Assessment, listed } from "./assessment.ts";
import type { SqliteUnit } from "./sqlite-unit.ts";
import type { Evidence } from "./step.ts";

export function validation(unit: SqliteUnit): Assessment {
  const switches = faultSwitches(unit);
  const details = unit.isWindows ? windowsWays : linuxWays;
  const names = listed(switches.map(({ text }) => text));
  return switches.length > 0
    ? {
        state: "done",
        sentence: `The allocator can be made to fail: ${names}. Whether it was, and all else here, shows when the driver runs.`,
        details,
        evidence: switches,
      }
    : {
        state: "unknown",
        sentence:
          "That it works cannot be seen from the sources: the linked driver, a verifier and failing allocations show it.",
        details,
      };
}

const windowsWays = [
  "Imports: dumpbin /imports, or llvm-objdump -p, names no module beside ntoskrnl.exe and those that the driver means.",
  "Driver Verifier: verifier /standard /driver <name>.sys, then load the driver, run queries and unload it: a leak is bug check 0xC4.",
  "Fault injection: verifier /flags 0x4 has allocations fail at random; a switch of your own fails each n-th in turn.",
];

const linuxWays = [
  "Symbols: modpost warns of each that the kernel does not export.",
  "Leaks and wild writes: load, query and unload it in a kernel with KASAN, kmemleak and CONFIG_DEBUG_ATOMIC_SLEEP.",
  "Fault injection: CONFIG_FAILSLAB has allocations fail; a switch of your own fails each n-th in turn.",
];

/** Names in the allocator that tell of allocations that are to fail: a counter, a flag, a function that says when. */
function faultSwitches(unit: SqliteUnit): readonly Evidence[] {
  const methods = unit
    .tablesOf("memory")
    .flatMap(({ functions }) =>
      ["xMalloc", "xRealloc"].flatMap((member) => unit.functions(functions.get(member) ?? "")),
    );
  // A method may leave the allocation itself to a function that knows of reserves and switches.
  const called = methods.flatMap((fn) =>
    fn.calls.flatMap(({ name }) => (name === undefined ? [] : unit.functions(name))),
  );
  const allocating = [...new Set([...methods, ...called])];
  const injected = unit
    .callsOf("sqlite3_test_control")
    .filter(({ arguments: [option] }) => /FAULT_INSTALL|BENIGN_MALLOC/.test(option?.name ?? ""));
  const evidence = [...allocating.flatMap(switchesIn), ...injected.map(({ name, at }) => ({ text: name, at }))];
  return [...new Map(evidence.map((one) => [one.text, one])).values()];
}

/** FailAfter, should_fail, FaultInjection, g_Inject; but neither g_Default nor LogFailure, nor a result that is called fail. */
function tellsOfFaults(name: string): boolean {
  const words = name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? [];
  return words.some((word) => /^inject/i.test(word) || (words.length > 1 && /^(?:fail|faults?)$/i.test(word)));
}

function switchesIn(fn: FunctionModel): readonly Evidence[] {
  const called = fn.calls.flatMap(({ name, nameSpan }) => (name === undefined ? [] : [{ name, span: nameSpan }]));
  const used = fn.uses.map((use) => ({ name: use.name, span: use }));
  return [...called, ...used]
    .filter(({ name }) => tellsOfFaults(name) && !/^(?:STATUS_|SQLITE_|NT_)/.test(name))
    .map(({ name, span }) => ({ text: name, at: rangeOf(fn.place(span)) }));
}
