/** Questions and the workers that answer them, with workers and a clock of our own. */
import { expect, test } from "vitest";
import { type DatabaseLanes, databaseLanes } from "../../../server/src/database/lanes.ts";
import type { Failure } from "../../../server/src/lanes/failure.ts";
import { LaneError } from "../../../server/src/lanes/failure.ts";
import type { WorkerCall, WorkerMessage } from "../../../server/src/lanes/messages.ts";

interface FakeWorker {
  readonly calls: WorkerCall[];
  isEnded: boolean;
  send(message: WorkerMessage): void;
  end(reason: string): void;
}

interface Stage {
  readonly lanes: DatabaseLanes;
  /** In the order that they were started in. */
  readonly workers: FakeWorker[];
  readonly timers: { readonly milliseconds: number; run(): void }[];
  /** Until promises are settled that can be. */
  settled(): Promise<void>;
}

function stage(start: () => Promise<void> = async () => undefined): Stage {
  const workers: FakeWorker[] = [];
  const timers: { readonly milliseconds: number; run(): void }[] = [];
  const lanes = databaseLanes(
    {
      async startWorker(onMessage, onEnd) {
        const worker: FakeWorker = { calls: [], isEnded: false, send: onMessage, end: onEnd };
        await start();
        workers.push(worker);
        return { post: (call) => worker.calls.push(call), terminate: () => (worker.isEnded = true) };
      },
      after(milliseconds, run) {
        const timer = { milliseconds, run };
        timers.push(timer);
        return () => {
          const place = timers.indexOf(timer);
          if (place >= 0) timers.splice(place, 1);
        };
      },
    },
    { file: { path: "first.db" } },
  );
  return { lanes, workers, timers, settled: () => new Promise((resolve) => setImmediate(resolve)) };
}

const failureOf = (result: Promise<unknown>): Promise<Failure["code"] | "none"> =>
  result.then(
    () => "none",
    (error: unknown) => (error instanceof LaneError ? error.failure.code : Promise.reject(error)),
  );

const query = { sql: "SELECT 1", limit: 1, isPlan: false };

test("a lane's worker opens the database first, and answers one question after the other", async () => {
  const { lanes, workers, settled } = stage();
  const overview = lanes.ask("overview", {});
  const catalog = lanes.ask("catalog", {});
  await settled();
  expect(workers).toHaveLength(1);
  const [worker] = workers as [FakeWorker];
  expect(worker.calls.map(({ method }) => method)).toEqual(["open", "overview"]);
  expect(worker.calls[0]!.params).toEqual({ file: { path: "first.db" } });
  worker.send({ kind: "result", id: 0, result: { length: 1 } });
  worker.send({ kind: "result", id: worker.calls[1]!.id, result: "the overview" });
  expect(await overview.result).toBe("the overview");
  expect(worker.calls.map(({ method }) => method)).toEqual(["open", "overview", "catalog"]);
  worker.send({ kind: "failure", id: worker.calls[2]!.id, failure: { code: "sqlite", message: "malformed" } });
  expect(await failureOf(catalog.result)).toBe("sqlite");
  expect(worker.isEnded).toBe(false);
});

test("lanes have workers of their own", async () => {
  const { lanes, workers, settled } = stage();
  const asked = [
    lanes.ask("overview", {}),
    lanes.ask("query", query),
    lanes.ask("pageMap", {}),
    lanes.ask("compact", {}),
  ];
  await settled();
  expect(workers.map(({ calls }) => calls.map(({ method }) => method).join())).toEqual([
    ...["open,overview", "open,query", "open,pageMap"],
  ]);
  lanes.dispose();
  expect(await Promise.all(asked.map(({ result }) => failureOf(result)))).toEqual(Array(4).fill("cancelled"));
});

test("a query that is cancelled ends at once with its worker; the next one has another, what waited before too", async () => {
  const { lanes, workers, settled } = stage();
  const runaway = lanes.ask("query", query);
  const next = lanes.ask("query", query);
  await settled();
  runaway.cancel();
  expect(workers[0]!.isEnded).toBe(true);
  expect(await failureOf(runaway.result)).toBe("cancelled");
  await settled();
  expect(workers).toHaveLength(2);
  workers[0]!.send({ kind: "result", id: 1, result: "too late" });
  workers[1]!.send({ kind: "result", id: workers[1]!.calls[1]!.id, result: "fresh" });
  expect(await next.result).toBe("fresh");
  runaway.cancel();
  next.cancel();
  expect(workers[1]!.isEnded).toBe(false);
});

test("what waits is cancelled without harm to what runs", async () => {
  const { lanes, workers, settled } = stage();
  const running = lanes.ask("query", query);
  const waiting = lanes.ask("query", query);
  await settled();
  waiting.cancel();
  expect(await failureOf(waiting.result)).toBe("cancelled");
  workers[0]!.send({ kind: "result", id: workers[0]!.calls[1]!.id, result: "rows" });
  expect(await running.result).toBe("rows");
  expect(workers[0]!.isEnded).toBe(false);
  expect(workers[0]!.calls).toHaveLength(2);
});

test("rows that a grid takes back may come to their end, unless that takes long", async () => {
  const { lanes, workers, timers, settled } = stage();
  const first = lanes.ask("overview", {});
  const second = lanes.ask("catalog", {});
  await settled();
  first.cancel();
  expect(await failureOf(first.result)).toBe("cancelled");
  expect(workers[0]!.isEnded).toBe(false);
  workers[0]!.send({ kind: "result", id: workers[0]!.calls[1]!.id, result: "for nobody" });
  expect(workers[0]!.calls.map(({ method }) => method)).toEqual(["open", "overview", "catalog"]);
  expect(timers.map(({ milliseconds }) => milliseconds)).toEqual([30_000]);
  const ended = failureOf(second.result);
  second.cancel();
  expect(await ended).toBe("cancelled");
  const third = lanes.ask("overview", {});
  const [patience] = timers as [Stage["timers"][number]];
  expect(patience.milliseconds).toBeLessThan(100);
  patience.run();
  expect(workers[0]!.isEnded).toBe(true);
  await settled();
  workers[1]!.send({ kind: "result", id: workers[1]!.calls[1]!.id, result: "fresh" });
  expect(await third.result).toBe("fresh");
});

test("a worker is ended also while it starts or opens", async () => {
  let started = (): void => undefined;
  const { lanes, workers, settled } = stage(() => new Promise((resolve) => (started = resolve)));
  const asked = lanes.ask("query", query);
  await settled();
  asked.cancel();
  expect(await failureOf(asked.result)).toBe("cancelled");
  started();
  await settled();
  expect(workers[0]).toMatchObject({ isEnded: true, calls: [] });
  const opening = lanes.ask("query", query);
  started();
  await settled();
  expect(workers[1]!.calls).toHaveLength(2);
  opening.cancel();
  expect(workers[1]!.isEnded).toBe(true);
  expect(await failureOf(opening.result)).toBe("cancelled");
});

test("what takes too long ends; queries have all the time", async () => {
  const { lanes, workers, timers, settled } = stage();
  const slow = lanes.ask("catalog", {});
  const endless = lanes.ask("query", query);
  await settled();
  expect(timers).toHaveLength(1);
  timers[0]!.run();
  expect(await failureOf(slow.result)).toBe("time");
  expect(workers.map(({ isEnded }) => isEnded)).toEqual([true, false]);
  lanes.dispose();
  expect(await failureOf(endless.result)).toBe("cancelled");
});

test.each(["internal", "memory"] as const)("an engine that broke (%s) is thrown away", async (code) => {
  const { lanes, workers, settled } = stage();
  const breaking = lanes.ask("query", query);
  const next = lanes.ask("query", query);
  await settled();
  workers[0]!.send({ kind: "failure", id: workers[0]!.calls[1]!.id, failure: { code, message: "unreachable" } });
  expect(await failureOf(breaking.result)).toBe(code);
  expect(workers[0]!.isEnded).toBe(true);
  await settled();
  workers[1]!.send({ kind: "result", id: workers[1]!.calls[1]!.id, result: "fresh" });
  expect(await next.result).toBe("fresh");
});

test("a worker that dies, does not start or cannot open fails what was asked, and the next question tries again", async () => {
  let isBroken = true;
  const { lanes, workers, settled } = stage(() =>
    isBroken ? Promise.reject(new Error("no thread")) : Promise.resolve(),
  );
  expect(await failureOf(lanes.ask("query", query).result)).toBe("internal");
  isBroken = false;
  const second = lanes.ask("query", query);
  await settled();
  workers[0]!.end("out of memory");
  expect(await failureOf(second.result)).toBe("internal");
  const third = lanes.ask("query", query);
  await settled();
  workers[1]!.send({ kind: "failure", id: 0, failure: { code: "file", message: "gone" } });
  workers[1]!.send({
    kind: "failure",
    id: workers[1]!.calls[1]!.id,
    failure: { code: "refused", message: "nothing open" },
  });
  expect(await failureOf(third.result)).toBe("file");
  expect(workers[1]!.isEnded).toBe(true);
  const fourth = lanes.ask("query", query);
  await settled();
  workers[2]!.send({ kind: "result", id: workers[2]!.calls[1]!.id, result: "rows" });
  expect(await fourth.result).toBe("rows");
  // One that dies while nothing is asked is not missed.
  workers[2]!.end("ended");
  const fifth = lanes.ask("query", query);
  await settled();
  expect(workers).toHaveLength(4);
  fifth.cancel();
  await failureOf(fifth.result);
});

test("after the file has changed workers open it anew", async () => {
  const { lanes, workers, settled } = stage();
  const before = lanes.ask("overview", {});
  await settled();
  lanes.reopen({ file: { path: "second.db" } });
  expect(await failureOf(before.result)).toBe("cancelled");
  expect(workers[0]!.isEnded).toBe(true);
  const after = lanes.ask("overview", {});
  await settled();
  expect(workers[1]!.calls[0]!.params).toEqual({ file: { path: "second.db" } });
  lanes.dispose();
  expect(await failureOf(after.result)).toBe("cancelled");
});

test("progress and pieces go to who asked, and to nobody once it is cancelled", async () => {
  const { lanes, workers, settled } = stage();
  const heard: unknown[] = [];
  const onProgress = (fraction: number): void => void heard.push(fraction);
  const what = { kind: "query", sql: "SELECT 1" } as const;
  const asked = lanes.ask("export", { what, format: "csv" }, { onProgress, onPiece: (text) => void heard.push(text) });
  await settled();
  const [worker] = workers as [FakeWorker];
  const { id } = worker.calls[1]!;
  worker.send({ kind: "progress", id, fraction: 0.5 });
  worker.send({ kind: "piece", id, text: "a,b" });
  worker.send({ kind: "progress", id: id + 1, fraction: 0.7 });
  asked.cancel();
  worker.send({ kind: "piece", id, text: "c,d" });
  expect(heard).toEqual([0.5, "a,b"]);
  await failureOf(asked.result);
});

test("nothing is asked of lanes that are disposed of", async () => {
  const { lanes, workers, settled } = stage();
  lanes.dispose();
  const asked = lanes.ask("overview", {});
  asked.cancel();
  expect(await failureOf(asked.result)).toBe("cancelled");
  await settled();
  expect(workers).toEqual([]);
});
