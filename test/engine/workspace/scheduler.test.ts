/** Work in slices: what is most urgent comes first, and everything else gets its turn between them. */
import { describe, expect, it } from "vitest";
import { type Job, Scheduler } from "../../../server/src/engine/workspace/scheduler.ts";

/** A host whose clock goes on a millisecond with each look, and which runs what waits when it is told to. */
function host() {
  let time = 0;
  const waiting: (() => void)[] = [];
  return {
    clock: {
      now: () => time++,
      later: (run: () => void) => void waiting.push(run),
      after: (_: number, run: () => void) => void waiting.push(run),
    },
    turn: (): boolean => {
      waiting.shift()?.();
      return waiting.length > 0;
    },
  };
}

/** A job of so many steps, which are written down. */
function job(label: string, steps: number, log: string[]): Job & { readonly isDone: () => boolean } {
  let left = steps;
  return {
    label,
    isDone: () => left === 0,
    step() {
      log.push(label);
      left--;
      return left === 0;
    },
  };
}

const silent = { activity: () => {}, failed: () => {} };

describe("the scheduler", () => {
  it("gives way after some milliseconds, and goes on with what is most urgent then", () => {
    const { clock, turn } = host();
    const log: string[] = [];
    const jobs = [job("long", 30, log)];
    const scheduler = new Scheduler(clock, () => jobs.find(({ isDone }) => !isDone()), silent);
    scheduler.wake();
    expect(turn()).toBe(true);
    const first = log.length;
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThan(30);
    jobs.unshift(job("urgent", 1, log));
    while (turn()) {
      // One slice after the other.
    }
    expect(log.indexOf("urgent")).toBe(first);
    expect(log).toHaveLength(31);
  });

  it("sleeps until it is woken or the time has come, and asks for one alarm where the first comes soon enough", () => {
    const alarms: { readonly in: number; readonly run: () => void }[] = [];
    const { clock, turn } = host();
    const log: string[] = [];
    const only = job("rested", 1, log);
    const alarmed = { ...clock, after: (time: number, run: () => void) => void alarms.push({ in: time, run }) };
    const scheduler = new Scheduler(alarmed, () => (only.isDone() ? undefined : only), silent);
    scheduler.wakeAt(1000);
    scheduler.wakeAt(2000);
    expect(alarms).toHaveLength(1);
    expect(turn()).toBe(false);
    expect(log).toEqual([]);
    scheduler.wakeAt(500);
    expect(alarms).toHaveLength(2);
    alarms[1]?.run();
    turn();
    expect(log).toEqual(["rested"]);
  });

  it("does a step in each slice, however long it takes to say what is next", () => {
    const { clock, turn } = host();
    const log: string[] = [];
    const slow = { ...clock, now: () => clock.now() * 100 };
    const long = job("long", 3, log);
    const scheduler = new Scheduler(slow, () => (long.isDone() ? undefined : long), silent);
    scheduler.wake();
    for (let turns = 0; turns < 4; turns++) {
      turn();
    }
    expect(log).toHaveLength(3);
  });

  it("says what goes on beyond a slice, and when all is done", () => {
    const { clock, turn } = host();
    const labels: (string | undefined)[] = [];
    const long = job("long", 12, []);
    const scheduler = new Scheduler(clock, () => (long.isDone() ? undefined : long), {
      ...silent,
      activity: (label) => labels.push(label),
    });
    scheduler.wake();
    while (turn()) {
      // To the end.
    }
    expect(new Set(labels.slice(0, -1))).toEqual(new Set(["long"]));
    expect(labels.at(-1)).toBeUndefined();
  });

  it("outlives a step that throws, and waits for the next reason to work", () => {
    const { clock, turn } = host();
    const errors: unknown[] = [];
    const log: string[] = [];
    const good = job("good", 1, log);
    let isBroken = true;
    const broken: Job = {
      label: "broken",
      step() {
        throw new Error("no");
      },
    };
    const next = (): Job | undefined => (isBroken ? broken : good.isDone() ? undefined : good);
    const scheduler = new Scheduler(clock, next, { ...silent, failed: (error) => errors.push(error) });
    scheduler.wake();
    expect(turn()).toBe(false);
    expect(errors).toHaveLength(1);
    isBroken = false;
    scheduler.wake();
    turn();
    expect(log).toEqual(["good"]);
  });

  it("does nothing once it is stopped", () => {
    const { clock, turn } = host();
    const log: string[] = [];
    const scheduler = new Scheduler(clock, () => job("late", 5, log), silent);
    scheduler.wake();
    scheduler.stop();
    turn();
    scheduler.wake();
    expect(turn()).toBe(false);
    expect(log).toEqual([]);
  });
});
