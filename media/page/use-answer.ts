/** The answer to a question, for as long as somebody looks: asked when in front, again when the file is another one. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { Asker, MethodOf, Methods, ParamsOf, ResultOf } from "./channel.ts";

export interface Answer<R> {
  /** The last one, also while another is coming. */
  readonly result: R | undefined;
  readonly error: Error | undefined;
  readonly isUnderWay: boolean;
  /** 0 to 1, where the engine says. */
  readonly fraction: number | undefined;
  retry(): void;
  cancel(): void;
}

export interface AnswerOptions {
  /** Nothing is asked before it is. */
  readonly isActive: boolean;
  /** Of what is shown: another one makes the question be asked again. */
  readonly revision: number;
}

/** `useAnswerOf`, for what one page may ask. */
export type UseAnswer<S extends Methods> = <M extends MethodOf<S>>(
  channel: Asker<S>,
  method: M,
  params: ParamsOf<S, M> | undefined,
  options: AnswerOptions,
) => Answer<ResultOf<S, M>>;

/** @param params compared by their JSON; undefined where there is nothing to ask */
export function useAnswerOf<S extends Methods, M extends MethodOf<S>>(
  channel: Asker<S>,
  method: M,
  params: ParamsOf<S, M> | undefined,
  { isActive, revision }: AnswerOptions,
): Answer<ResultOf<S, M>> {
  const [state, setState] = useState<State<ResultOf<S, M>>>(nothing);
  const [attempt, setAttempt] = useState(0);
  const asked = useRef<{ readonly question: string; readonly abort: AbortController } | undefined>(undefined);
  const question = params === undefined ? undefined : JSON.stringify([method, params, revision, attempt]);
  useEffect(() => {
    if (!isActive || params === undefined || question === undefined || asked.current?.question === question) return;
    asked.current?.abort.abort();
    const abort = new AbortController();
    asked.current = { question, abort };
    const isCurrent = (): boolean => asked.current?.abort === abort;
    const onProgress = (fraction: number): void => {
      if (isCurrent()) setState((last) => ({ ...last, fraction }));
    };
    setState((last) => ({ ...last, error: undefined, fraction: undefined, isUnderWay: true }));
    channel.ask(method, params, { signal: abort.signal, onProgress }).then(
      (result) => {
        if (isCurrent()) setState({ ...nothing, result });
      },
      (error: Error) => {
        if (isCurrent()) setState((last) => ({ ...last, error, isUnderWay: false }));
      },
    );
  }, [channel, method, params, question, isActive]);
  useEffect(() => () => asked.current?.abort.abort(), []);
  return {
    ...state,
    retry: () => setAttempt((last) => last + 1),
    cancel: () => asked.current?.abort.abort(),
  };
}

interface State<R> {
  readonly result: R | undefined;
  readonly error: Error | undefined;
  readonly isUnderWay: boolean;
  readonly fraction: number | undefined;
}

const nothing = { result: undefined, error: undefined, isUnderWay: false, fraction: undefined };
