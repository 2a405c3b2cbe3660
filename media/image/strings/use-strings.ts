/** Strings of the file, piece by piece: the first ones at once, more when somebody comes near the end of the list. */
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { FoundString, StringsParams } from "../../../server/src/image/protocol.ts";
import type { Channel } from "../channel.ts";

export type Wanted = Pick<StringsParams, "search" | "least" | "encoding">;

export interface Strings {
  readonly found: readonly FoundString[];
  readonly isUnderWay: boolean;
  /** 0 to 1, where it is told. */
  readonly fraction: number | undefined;
  readonly error: Error | undefined;
  /** Nothing is left to be found, or the list is as long as it may be. */
  readonly isAll: boolean;
  /** The list was ended at `mostStrings`. */
  readonly isCut: boolean;
  more(): void;
  cancel(): void;
  retry(): void;
}

/** Of one question. */
const pieceSize = 1000;
/** In the page: who looks for one among more has to search. */
export const mostStrings = 200_000;
/** After the last key, in milliseconds. */
const typingRest = 250;

interface State {
  readonly found: readonly FoundString[];
  /** Where to go on; undefined at the end. */
  readonly next: number | undefined;
  readonly isUnderWay: boolean;
  readonly fraction: number | undefined;
  readonly error: Error | undefined;
}
const nothing: State = { found: [], next: 0, isUnderWay: false, fraction: undefined, error: undefined };

export function useStrings(channel: Channel, wanted: Wanted, isActive: boolean, revision: number): Strings {
  const [state, setState] = useState<State>(nothing);
  const running = useRef<AbortController | undefined>(undefined);
  const latest = useRef({ state, wanted });
  latest.current = { state, wanted };
  const asked = useRef<string | undefined>(undefined);
  const question = JSON.stringify([wanted, revision]);

  const ask = useCallback(
    (from: number, before: readonly FoundString[]): void => {
      running.current?.abort();
      const abort = new AbortController();
      running.current = abort;
      const isCurrent = (): boolean => running.current === abort;
      setState({ ...nothing, found: before, next: from, isUnderWay: true });
      const onProgress = (fraction: number): void => {
        if (isCurrent()) setState((last) => ({ ...last, fraction }));
      };
      const params = { ...latest.current.wanted, from, limit: pieceSize };
      channel.ask("strings", params, { signal: abort.signal, onProgress }).then(
        ({ strings, next }) => {
          if (isCurrent()) setState({ ...nothing, found: [...before, ...strings], next });
        },
        (error: Error) => {
          if (isCurrent()) setState((last) => ({ ...last, isUnderWay: false, error }));
        },
      );
    },
    [channel],
  );
  useEffect(() => {
    if (!isActive || asked.current === question) return;
    const isFirst = asked.current === undefined;
    const start = (): void => {
      asked.current = question;
      ask(0, []);
    };
    if (isFirst) return start();
    const timer = setTimeout(start, typingRest);
    return () => clearTimeout(timer);
  }, [question, isActive, ask]);
  useEffect(() => () => running.current?.abort(), []);

  const isCut = state.found.length >= mostStrings && state.next !== undefined;
  return {
    ...state,
    isAll: state.next === undefined || isCut,
    isCut,
    more() {
      const { found, next, isUnderWay, error } = latest.current.state;
      if (next === undefined || next === 0 || isUnderWay || error !== undefined || found.length >= mostStrings) return;
      ask(next, found);
    },
    cancel: () => running.current?.abort(),
    retry: () => ask(state.next ?? 0, state.found),
  };
}
