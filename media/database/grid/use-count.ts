/** How many rows a view has, counted when somebody asks: of a large table it takes a while. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { View } from "../../../server/src/database/protocol.ts";
import type { Channel } from "../channel.ts";
import type { PagedSource } from "./paged-source.ts";

export interface Counting {
  readonly isUnderWay: boolean;
  readonly error: Error | undefined;
  count(): void;
  cancel(): void;
}

export function useCount(channel: Channel, view: View, source: PagedSource): Counting {
  const [abort, setAbort] = useState<AbortController>();
  const [error, setError] = useState<Error>();
  const running = useRef<AbortController | undefined>(undefined);
  useEffect(
    () => () => {
      running.current?.abort();
      running.current = undefined;
      setAbort(undefined);
      setError(undefined);
    },
    [source],
  );
  return {
    isUnderWay: abort !== undefined,
    error,
    count() {
      const own = new AbortController();
      running.current = own;
      setAbort(own);
      setError(undefined);
      channel.ask("count", { view }, { signal: own.signal }).then(
        ({ rows }) => {
          if (running.current !== own) return;
          source.setCount(rows);
          setAbort(undefined);
        },
        (reason: Error) => {
          if (running.current !== own) return;
          setAbort(undefined);
          if (!own.signal.aborted) setError(reason);
        },
      );
    },
    cancel: () => abort?.abort(),
  };
}
