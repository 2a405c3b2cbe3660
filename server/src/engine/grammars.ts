/** Grammars that most people never need: each is loaded when there is something to be read with it. */
import type { RustParser } from "../syntax/rust/parser.ts";

/** A parser that is there once it has been asked for. */
export interface LateParser<T> {
  /** Loads it unless that has been done; rejects where that fails, each time it is asked for again. */
  load(): Promise<T>;
  /** Undefined until it is loaded. */
  readonly parser: T | undefined;
}

export type RustGrammar = LateParser<RustParser>;

/** @param load does the work; called once, and again only after it has failed */
export function lateParser<T>(load: () => Promise<T>): LateParser<T> {
  let parser: T | undefined;
  let loading: Promise<T> | undefined;
  const begin = async (): Promise<T> => {
    try {
      parser = await load();
      return parser;
    } catch (error) {
      loading = undefined;
      throw error;
    }
  };
  return {
    load() {
      loading ??= begin();
      return loading;
    },
    get parser() {
      return parser;
    },
  };
}
