/** Shapes that no person writes: the analysis ends soon, with worlds or without, and never with an error. */
import { describe, expect, it } from "vitest";
import { heldLocks } from "../../../server/src/analysis/irql/state.ts";
import { cpuMilliseconds } from "../../support/cpu-time.ts";
import { findingsOf, openUnit } from "../../support/engine.ts";
import { type Analysed, analyse } from "./probe.ts";

interface Timed {
  /** Undefined where the syntax is too much already. */
  readonly analysed: Analysed | undefined;
  /** Of processor time: what the analysis takes, reading and parsing left out. */
  readonly milliseconds: number;
}

function timed(text: string): Timed {
  const path = "hostile.c";
  const before = cpuMilliseconds();
  findingsOf(openUnit([{ path, text }], { rules: [] }), path);
  const between = cpuMilliseconds();
  const [analysed] = analyse([{ path, text }]);
  return { analysed, milliseconds: cpuMilliseconds() - between - (between - before) };
}

const repeat = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join("\n");

const take = "KeAcquireSpinLock(&d->Lock, &irql);";
const drop = "KeReleaseSpinLock(&d->Lock, irql);";
// A brace in the first column ends a function, whatever stands before it.
const fn = (body: string): string =>
  `VOID Hostile(PDEVICE d, ULONG n)\n{\n    KIRQL irql;\n${body.replace(/^/gm, "    ")}\n}\n`;

const shapes: Readonly<Record<string, string>> = {
  "a switch of 5,000 cases": fn(
    `${take}\nswitch (n) {\n${repeat(5000, (at) => `case ${at}: d->Count = ${at}; break;`)}\n}\n${drop}`,
  ),
  "a switch of 5,000 cases that each take and release": fn(
    `switch (n) {\n${repeat(5000, (at) => `case ${at}: ${take} d->Count = ${at}; ${drop} break;`)}\n}`,
  ),
  "150 nested ifs": fn(`${repeat(150, (at) => `if (d->F${at}) {`)}\n${take}\n${drop}\n${"}".repeat(150)}`),
  "1,000 nested ifs": fn(`${repeat(1000, (at) => `if (d->F${at}) {`)}\n${take}\n${drop}\n${"}".repeat(1000)}`),
  "3,000 early returns": fn(`${take}\n${repeat(3000, (at) => `if (d->F${at}) { ${drop} return; }`)}\n${drop}`),
  "2,000 conditions that each keep a lock or not": fn(
    repeat(2000, (at) => `if (d->F${at}) { KeAcquireSpinLockAtDpcLevel(&d->L${at}); }`),
  ),
  "a web of gotos": fn(
    `${take}\n${repeat(300, (at) => `L${at}: if (d->F${at}) goto L${(at * 7) % 300}; if (d->G${at}) goto L${(at * 11) % 300};`)}\n${drop}`,
  ),
  "a web of gotos with locks": fn(
    repeat(
      200,
      (at) =>
        `L${at}: if (d->F${at}) { KeAcquireSpinLockAtDpcLevel(&d->K${at % 5}); goto L${(at * 7) % 200}; } if (d->G${at}) { KeReleaseSpinLockFromDpcLevel(&d->K${at % 3}); goto L${(at * 11) % 200}; }`,
    ),
  ),
  "200 locks": fn(
    `${repeat(200, (at) => `KeAcquireSpinLockAtDpcLevel(&d->L${at});`)}\n${repeat(200, (at) => `KeReleaseSpinLockFromDpcLevel(&d->L${199 - at});`)}`,
  ),
  "10,000 calls": fn(`${take}\n${repeat(10_000, (at) => `Call${at % 50}(d, ${at});`)}\n${drop}`),
  "10,000 lock calls": fn(repeat(5000, () => `${take}\n${drop}`)),
  "100 nested loops": fn(`${repeat(100, (at) => `while (d->F${at}) {`)}\n${take}\n${drop}\n${"}".repeat(100)}`),
  "60 nested __finally": fn(`${"__try {\n".repeat(60)}${take}\n${`${drop}\n} __finally { d->Count++; }`.repeat(60)}`),
  "macros of macros": `#define M0(d) KeAcquireSpinLockAtDpcLevel(&(d)->Lock)\n${repeat(60, (at) => `#define M${at + 1}(d) M${at}(d)`)}\n${fn("M60(d);\nKeReleaseSpinLockFromDpcLevel(&d->Lock);")}`,
  "macros that double": `#define M0(d) KeEnterCriticalRegion()\n${repeat(24, (at) => `#define M${at + 1}(d) do { M${at}(d); M${at}(d); } while (0)`)}\n${fn("M24(d);")}`,
  "a long condition": fn(`if (${repeat(2000, (at) => `d->F${at}`).replaceAll("\n", " && ")}) { ${take} ${drop} }`),
  "a long sum": fn(`${take} n = ${repeat(3000, (at) => `d->F${at}`).replaceAll("\n", " + ")}; ${drop}`),
  "a chain of 3,000 else ifs": fn(
    `${take}\nif (n == 0) d->A = 1;\n${repeat(3000, (at) => `else if (n == ${at + 1}) d->A = ${at};`)}\n${drop}`,
  ),
  "2,000 variables that alias each other": fn(
    `PDEVICE v0 = d;\n${repeat(2000, (at) => `PDEVICE v${at + 1} = v${at}->Next;`)}\nKeAcquireSpinLock(&v2000->Lock, &irql); KeReleaseSpinLock(&v2000->Lock, irql);`,
  ),
};

/** What people could have written, with a generator's help. */
const followed = [
  "150 nested ifs",
  "a switch of 5,000 cases",
  "3,000 early returns",
  "200 locks",
  "10,000 calls",
  "10,000 lock calls",
];
const unknown = ["1,000 nested ifs", "2,000 conditions that each keep a lock or not", "a web of gotos with locks"];

describe("hostile shapes", () => {
  it.each(Object.entries(shapes))("%s", (name, text) => {
    timed(fn(take));
    const { analysed, milliseconds } = timed(text);
    const end = analysed?.body === undefined ? "given up" : `worlds at the end: ${analysed.body.exits.length}`;
    console.log(`${name}: ${milliseconds.toFixed(0)} ms, ${end}`);
    // A second: what grows with the square of the shape takes minutes.
    expect(milliseconds).toBeLessThan(10_000);
  });

  it.each(followed)("%s is followed", (name) => {
    const exits = timed(shapes[name] ?? "").analysed?.body?.exits.map(({ property }) => heldLocks(property).length);
    expect(exits).toEqual([0]);
  });

  it.each(unknown)("%s is unknown", (name) => {
    const { analysed } = timed(shapes[name] ?? "");
    expect(analysed?.body).toBeUndefined();
    expect(analysed?.summary.isUnknown ?? true).toBe(true);
  });
});
