/** What a page finds again when it was hidden, moved or reloaded: small pieces of JSON under names. */
import { useCallback, useState } from "preact/hooks";
import * as v from "valibot";

export interface Kept {
  /** What was kept last, where it still fits its schema. */
  get<T>(name: string, schema: v.GenericSchema<unknown, T>): T | undefined;
  set(name: string, value: unknown): void;
}

export interface KeptHost {
  getState(): unknown;
  setState(state: unknown): void;
}

const state = v.record(v.string(), v.unknown());

export function keptIn(host: KeptHost): Kept {
  const read = (): Record<string, unknown> => {
    const parsed = v.safeParse(state, host.getState());
    return parsed.success ? parsed.output : {};
  };
  return {
    get(name, schema) {
      const parsed = v.safeParse(schema, read()[name]);
      return parsed.success ? parsed.output : undefined;
    },
    set: (name, value) => host.setState({ ...read(), [name]: value }),
  };
}

/** A part of what is kept, whose names are its own. */
export const within = (kept: Kept, prefix: string): Kept => ({
  get: (name, schema) => kept.get(`${prefix}.${name}`, schema),
  set: (name, value) => kept.set(`${prefix}.${name}`, value),
});

/** A state that is found again. */
export function useKept<T>(
  kept: Kept,
  name: string,
  schema: v.GenericSchema<unknown, T>,
  initial: T,
): readonly [T, (value: T) => void] {
  const [value, setValue] = useState(() => kept.get(name, schema) ?? initial);
  const set = useCallback(
    (next: T): void => {
      setValue(() => next);
      kept.set(name, next);
    },
    // `within` makes a new object each time, for the same place.
    [name],
  );
  return [value, set];
}
