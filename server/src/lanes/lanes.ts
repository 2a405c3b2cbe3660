/**
 * Workers that answer questions of one file, from the asking side: one for each lane, started when it is first asked. What
 * runs too long, is no longer wanted or has broken its engine ends with its worker; the next question starts another one.
 */
import { cancelled, type Failure, isBroken, LaneError } from "./failure.ts";
import type { Calls, WorkerCall, WorkerMessage } from "./messages.ts";

/** A worker that runs `serveCalls`, and knows the question "open". */
export interface WorkerHandle {
  post(call: WorkerCall): void;
  terminate(): void;
}

export interface LaneHost {
  /** @param onEnd the worker ended by itself, which none does that is well */
  startWorker(onMessage: (message: WorkerMessage) => void, onEnd: (reason: string) => void): Promise<WorkerHandle>;
  /** @returns what keeps it from running */
  after(milliseconds: number, run: () => void): () => void;
}

export interface Asked<R> {
  readonly result: Promise<R>;
  /** Ends it: the result is rejected with "cancelled". */
  cancel(): void;
}

export interface AskOptions {
  readonly onProgress?: (fraction: number) => void;
  readonly onPiece?: (text: string) => void;
}

/** `Open` is what a worker is told first: which file it is. */
export interface Lanes<C extends Calls, Open> {
  /** @returns a result that is rejected with a `LaneError` alone */
  ask<M extends keyof C & string>(method: M, params: C[M]["params"], options?: AskOptions): Asked<C[M]["result"]>;
  /** The file is another one now: workers open it anew, and what is under way is ended. */
  reopen(open: Open): void;
  dispose(): void;
}

/** In milliseconds. */
export interface LaneRules {
  /** What takes longer is ended. */
  readonly limit?: number;
  /** How long a worker may go on with what nobody wants any more; what takes longer ends with its worker, at once by default. */
  readonly patience?: number;
}

/** Which lanes there are, and which question goes where. */
export interface LanePlan<C extends Calls, Lane extends string> {
  readonly rules: Readonly<Record<Lane, LaneRules>>;
  laneOf(method: keyof C & string): Lane;
}

interface Question {
  readonly method: string;
  readonly params: unknown;
  readonly options: AskOptions;
  resolve(result: never): void;
  reject(error: LaneError): void;
}

export function createLanes<C extends Calls, Lane extends string, Open>(
  host: LaneHost,
  plan: LanePlan<C, Lane>,
  open: Open,
): Lanes<C, Open> {
  let params = open;
  let isDisposed = false;
  const all = new Map<Lane, ReturnType<typeof createLane>>();
  for (const lane of Object.keys(plan.rules) as Lane[]) {
    all.set(
      lane,
      createLane(host, plan.rules[lane], () => params),
    );
  }
  const stopAll = (): void => {
    for (const lane of all.values()) lane.stop();
  };
  return {
    ask(method, asked, options = {}) {
      const lane = all.get(plan.laneOf(method))!;
      let question: Question | undefined;
      const result = new Promise<never>((resolve, reject) => {
        question = { method, params: asked, options, resolve, reject };
        if (isDisposed) reject(new LaneError(cancelled));
        else lane.add(question);
      });
      return { result, cancel: () => lane.cancel(question!) };
    },
    reopen(next) {
      params = next;
      stopAll();
    },
    dispose() {
      isDisposed = true;
      stopAll();
    },
  };
}

function createLane(host: LaneHost, { limit, patience }: LaneRules, openParams: () => unknown) {
  const waiting: Question[] = [];
  /** What the worker is at: without a question where nobody wants the answer any more. */
  let running: { readonly id: number; readonly question?: Question; clearTimer(): void } | undefined;
  let worker: OpenWorker | undefined;
  let lastId = 0;

  const next = (): void => {
    if (running !== undefined) return;
    const question = waiting.shift();
    if (question === undefined) return;
    worker ??= startOpen(host, openParams(), { onMessage, onFailure: fail });
    const id = ++lastId;
    running = {
      id,
      question,
      clearTimer: limit === undefined ? nothing : host.after(limit, () => fail(tooLong(limit))),
    };
    worker.post({ id, method: question.method, params: question.params });
  };
  const endWorker = (): void => {
    running?.clearTimer();
    running = undefined;
    worker?.end();
    worker = undefined;
  };
  const fail = (failure: Failure): void => {
    const question = running?.question;
    endWorker();
    question?.reject(new LaneError(failure));
    next();
  };
  const onMessage = (message: WorkerMessage): void => {
    if (message.id !== running?.id) return;
    const { question, clearTimer } = running;
    if (message.kind === "progress") question?.options.onProgress?.(message.fraction);
    else if (message.kind === "piece") question?.options.onPiece?.(message.text);
    else if (message.kind === "failure" && isBroken(message.failure)) fail(message.failure);
    else {
      clearTimer();
      running = undefined;
      if (message.kind === "result") question?.resolve(message.result as never);
      else question?.reject(new LaneError(message.failure));
      next();
    }
  };

  return {
    add(question: Question): void {
      waiting.push(question);
      next();
    },
    cancel(question: Question): void {
      const place = waiting.indexOf(question);
      if (place >= 0) waiting.splice(place, 1);
      else if (running?.question !== question) return;
      else if (patience === undefined) endWorker();
      else {
        const { id, clearTimer } = running;
        clearTimer();
        running = { id, clearTimer: host.after(patience, () => fail(cancelled)) };
      }
      question.reject(new LaneError(cancelled));
      next();
    },
    stop(): void {
      const ended = [...(running?.question === undefined ? [] : [running.question]), ...waiting.splice(0)];
      endWorker();
      for (const question of ended) question.reject(new LaneError(cancelled));
    },
  };
}

const nothing = (): void => undefined;

const tooLong = (limit: number): Failure => ({
  code: "time",
  message: `It took longer than ${limit / 1000} seconds, and was ended.`,
});

/** A worker that opens the database first. */
interface OpenWorker {
  post(call: WorkerCall): void;
  /** Nothing is heard of it afterwards. */
  end(): void;
}

interface WorkerEvents {
  onMessage(message: WorkerMessage): void;
  /** It did not start, could not open the database, or ended by itself. */
  onFailure(failure: Failure): void;
}

function startOpen(host: LaneHost, params: unknown, { onMessage, onFailure }: WorkerEvents): OpenWorker {
  let isEnded = false;
  let handle: WorkerHandle | undefined;
  const early: WorkerCall[] = [{ id: openId, method: "open", params }];
  const failed = (failure: Failure): void => {
    if (!isEnded) onFailure(failure);
  };
  host
    .startWorker(
      (message) => {
        if (isEnded) return;
        if (message.id !== openId) onMessage(message);
        else if (message.kind === "failure") failed(message.failure);
      },
      (reason) => failed({ code: "internal", message: `The inspector's engine ended: ${reason}` }),
    )
    .then(
      (started) => {
        handle = started;
        if (isEnded) started.terminate();
        else for (const call of early) started.post(call);
      },
      (error: unknown) =>
        failed({ code: "internal", message: `The inspector's engine did not start: ${messageOf(error)}` }),
    );
  return {
    post(call) {
      if (handle === undefined) early.push(call);
      else handle.post(call);
    },
    end() {
      isEnded = true;
      handle?.terminate();
    },
  };
}

/** Those of questions begin with 1. */
const openId = 0;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
