/**
 * What the analysis says of random functions is held against what happens when they run: each moment of a run has to be one
 * of the worlds at its line, in level, locks, regions and all that is known of variables.
 */
import { describe, expect, it } from "vitest";
import { entrySymbol } from "../../../server/src/analysis/irql/level.ts";
import type { Value } from "../../../server/src/analysis/worlds/value.ts";
import { seeded } from "../../engine/random.ts";
import { type Analysed, analyse, type IrqlWorld } from "../irql/probe.ts";
import { type Moment, type Program, Run, Writer } from "./programs.ts";

const functionsInUnit = 12;
const units = 12;
const runs = 60;

describe("random functions", () => {
  it.each([1, 2, 3, 4])("are in one of their worlds at each moment, seed %i", (seed) => {
    const count = { moments: 0, worlds: 0, blurred: 0, lost: 0, functions: 0 };
    const misses: string[] = [];
    for (let unit = 0; unit < units; unit++) {
      const random = seeded(seed * 1000 + unit);
      const writer = new Writer(random);
      const programs: Program[] = [];
      while (programs.length < functionsInUnit) {
        programs.push(writer.function(programs.length));
      }
      const text = writer.text;
      for (const [index, analysed] of analyse([{ path: "random.c", text }]).entries()) {
        expect(analysed.fn.broken).toBe(false);
        count.functions++;
        const worlds = worldsByLine(analysed, text);
        if (worlds === undefined) {
          count.lost++;
          continue;
        }
        for (let run = 0; run < runs; run++) {
          const level = random.upTo(2);
          const check = (at: string, moment: Moment, there: readonly IrqlWorld[]): void => {
            count.moments++;
            count.worlds += there.length;
            count.blurred += there.some(({ property }) => property.blurred) ? 1 : 0;
            if (!there.some((world) => isIn(moment, world, level))) {
              misses.push(
                `unit ${unit}, ${analysed.fn.name}, ${at}: ${momentText(moment, level)} is not among\n${there.map(worldText).join("\n")}\n${sourceOf(analysed, text)}`,
              );
            }
          };
          const reached = new Set<number>();
          const end = new Run(random, programs, level, (line, moment) => {
            reached.add(line);
            check(`line ${line + 1}`, moment, worlds.get(line) ?? []);
          }).run(index);
          if (end !== undefined) {
            check("end", end, analysed.body?.exits ?? []);
            for (const line of linesAlways(analysed, text)) {
              expect(reached).toContain(line);
            }
          }
        }
      }
    }
    expect(misses.slice(0, 2).join("\n")).toBe("");
    expect(count.moments).toBeGreaterThan(5000);
    // Most functions are followed, and not by saying that anything may be.
    expect(count.blurred).toBeLessThan(count.moments / 2);
    expect(count.lost).toBeLessThan(count.functions / 10);
    console.log(
      `seed ${seed}: ${count.moments} moments, ${(count.worlds / count.moments).toFixed(1)} worlds at each, ${count.blurred} of them blurred, ${count.lost} of ${count.functions} functions given up`,
    );
  });
});

/** The worlds after the statement of each line, from 0; undefined where the analysis gave up. */
function worldsByLine({ body, offset }: Analysed, text: string): ReadonlyMap<number, readonly IrqlWorld[]> | undefined {
  const worlds = new Map<number, readonly IrqlWorld[]>();
  body?.eachStep((step, _before, after) => {
    if (step.kind !== "statement") {
      const start = offset(step.node);
      worlds.set(text.slice(0, start).split("\n").length - 1, after);
    }
  });
  return body && worlds;
}

/** The lines with nothing but a call that every run makes that returns, as the analysis has it. */
function linesAlways({ body, offset }: Analysed, text: string): readonly number[] {
  return (body?.calls ?? []).flatMap(({ call, isAlways }) => {
    const before = text.slice(0, offset(call));
    return isAlways && before.slice(before.lastIndexOf("\n") + 1).trim() === "" ? before.split("\n").length - 1 : [];
  });
}

function isIn({ level, locks, critical, values }: Moment, { property, known }: IrqlWorld, entry: number): boolean {
  const now = property.level;
  const isLevel =
    now.symbol === undefined || now.symbol === entrySymbol
      ? level >= now.low && level <= now.high && (now.symbol === undefined || level === entry)
      : true;
  const nets = new Map([...property.locks].flatMap(([text, { net }]) => (net === 0 ? [] : [[text, net] as const])));
  const isLocked = nets.size === locks.size && [...nets].every(([text, net]) => locks.get(text) === net);
  const isKnown = [...known].every(([name, { value }]) => {
    const actual = values.get(name);
    return actual === undefined || allows(value, actual);
  });
  return isLevel && (property.blurred || (isLocked && property.critical === critical)) && isKnown;
}

const allows = ({ equals, isOneOf, isZero, isSuccess, isNot }: Value, actual: number): boolean =>
  (equals === undefined || equals === actual) &&
  (isOneOf === undefined || isOneOf.includes(actual)) &&
  (isZero === undefined || isZero === (actual === 0)) &&
  (isSuccess === undefined || isSuccess === actual >= 0) &&
  isNot?.includes(actual) !== true;

const momentText = ({ level, locks, critical, values }: Moment, entry: number): string =>
  `level ${level} (entry ${entry}), ${[...locks].join(" ")}, critical ${critical}, ${[...values].join(" ")}`;

const worldText = ({ property, known }: IrqlWorld): string =>
  `  level ${property.level.symbol} ${property.level.low}..${property.level.high}, ` +
  `${[...property.locks].map(([text, { net }]) => `${text},${net}`).join(" ")}, critical ${property.critical}` +
  `${property.blurred ? ", blurred" : ""}, ${[...known].map(([name, { value }]) => `${name}=${JSON.stringify(value)}`).join(" ")}`;

const sourceOf = ({ fn, offset }: Analysed, text: string): string => {
  const start = offset(fn.definition);
  const first = text.slice(0, start).split("\n").length;
  const body = text.slice(start, start + fn.definition.end - fn.definition.start);
  return body
    .split("\n")
    .map((line, index) => `${first + index}: ${line}`)
    .join("\n");
};
