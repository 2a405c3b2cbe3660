/** One run at a time: what was asked, for how long, and what came of it. */
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Params, Result } from "../../../server/src/database/protocol.ts";
import { AskError } from "../../page/channel.ts";
import type { Channel } from "../channel.ts";

export interface RunRequest extends Params<"query"> {
  /** Where its first character stands in the editor. */
  readonly base: number;
  /** Of the file that it is asked of. */
  readonly revision: number;
}

export interface Outcome {
  readonly request: RunRequest;
  readonly statements: Result<"query">["statements"];
  /** Why there is no answer at all. */
  readonly error: Error | undefined;
  readonly isCancelled: boolean;
  readonly milliseconds: number;
}

export interface Running {
  readonly request: RunRequest;
  /** Undefined for the first half second: what is as short needs no clock. */
  readonly milliseconds: number | undefined;
}

export interface Runs {
  readonly running: Running | undefined;
  readonly outcome: Outcome | undefined;
  /** What ran before is cancelled. */
  run(request: RunRequest): void;
  cancel(): void;
}

/** Milliseconds until a run shows its clock, and between its beats. */
const patience = 500;
const beat = 100;

export function useRun(channel: Channel, onEnd: (outcome: Outcome) => void): Runs {
  const [running, setRunning] = useState<Running>();
  const [outcome, setOutcome] = useState<Outcome>();
  const abort = useRef<AbortController>(undefined);
  const ended = useRef(onEnd);
  ended.current = onEnd;

  const run = useCallback(
    (request: RunRequest): void => {
      abort.current?.abort();
      const own = new AbortController();
      abort.current = own;
      const start = performance.now();
      const elapsed = (): number => performance.now() - start;
      setRunning({ request, milliseconds: undefined });
      const clock = setInterval(() => {
        if (elapsed() >= patience) setRunning({ request, milliseconds: elapsed() });
      }, beat);
      const end = (statements: Outcome["statements"], error: Error | undefined): void => {
        clearInterval(clock);
        if (abort.current !== own) return;
        abort.current = undefined;
        const isCancelled = own.signal.aborted || (error instanceof AskError && error.failure.code === "cancelled");
        const made = { request, statements, error, isCancelled, milliseconds: elapsed() };
        setRunning(undefined);
        setOutcome(made);
        ended.current(made);
      };
      // Who cancels does not wait for the engine's word that it has ended.
      own.signal.addEventListener("abort", () => end([], undefined));
      const { sql, limit, isPlan } = request;
      channel.ask("query", { sql, limit, isPlan }, { signal: own.signal }).then(
        ({ statements }) => end(statements, undefined),
        (error: Error) => end([], error),
      );
    },
    [channel],
  );
  const cancel = useCallback(() => abort.current?.abort(), []);
  useEffect(() => cancel, []);
  return { running, outcome, run, cancel };
}

/** 0.4 ms, 12 ms, 1.24 s, 2 min 5 s */
export function durationText(milliseconds: number): string {
  if (milliseconds < 10) return `${milliseconds.toFixed(1)} ms`;
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
}
