/** Finding functions by name, role and level, and going from hit to hit. */
import { describe, expect, it } from "vitest";
import { nextHit, search } from "../../../media/call-graph/search.ts";
import { graphOf, namesOf } from "./graphs.ts";

const graph = graphOf({
  EchoTimerDpc: { entry: true, role: "EVT_WDF_TIMER", mark: "dispatch" },
  StopTimer: {},
  TimerStart: {},
  Watch: { role: "EVT_WDF_TIMER" },
  "Queue::Pop": {},
});
const found = (query: string): readonly string[] => namesOf(search(graph, query));

describe("a search", () => {
  it("finds names whatever their case, those that begin with the word first, then roles", () => {
    expect(found("TIMER")).toEqual(["TimerStart", "EchoTimerDpc", "StopTimer", "Watch"]);
    expect(found("queue::p")).toEqual(["Queue::Pop"]);
  });

  it("wants all words, each in the name, the role or the level", () => {
    expect(found("dispatch dpc")).toEqual(["EchoTimerDpc"]);
    expect(found("timer nothing")).toEqual([]);
  });

  it("finds nothing for nothing, and takes no pattern for one", () => {
    expect(found("  ")).toEqual([]);
    expect(found(".*")).toEqual([]);
  });

  it("goes from hit to hit, round and round", () => {
    const hits = search(graph, "timer");
    const walk = (from: string | undefined, step: 1 | -1): string | undefined => nextHit(hits, from, step)?.name;
    expect(walk(undefined, 1)).toBe("TimerStart");
    expect(walk("TimerStart", 1)).toBe("EchoTimerDpc");
    expect(walk("Watch", 1)).toBe("TimerStart");
    expect(walk("TimerStart", -1)).toBe("Watch");
    expect(walk(undefined, -1)).toBe("Watch");
    expect(nextHit([], undefined, 1)).toBeUndefined();
  });
});
