/** Asks the worker for layouts; only the newest question is answered. */
import workerSource from "worker:./layout-worker.ts";
import type { Layout, LayoutInput } from "./layout.ts";

export interface Layouter {
  /** Undefined where another one was asked for meanwhile. */
  layOut(input: LayoutInput): Promise<Layout | undefined>;
  /** Nothing is answered from then on. */
  dispose(): void;
}

/** @param failed is called with what is wrong, after which there are no answers */
export function createLayouter(failed: (message: string) => void): Layouter {
  // A page like this one can load no worker from elsewhere: it brings the program along.
  const url = URL.createObjectURL(new Blob([workerSource], { type: "text/javascript" }));
  const worker = new Worker(url);
  let asked = 0;
  let answer: ((layout: Layout | undefined) => void) | undefined;
  worker.addEventListener("message", ({ data }: MessageEvent<{ readonly id: number; readonly layout: Layout }>) => {
    if (data.id === asked) {
      answer?.(data.layout);
      answer = undefined;
    }
  });
  worker.addEventListener("error", (event) => failed(event.message));
  return {
    layOut(input) {
      answer?.(undefined);
      const id = ++asked;
      worker.postMessage({ id, input });
      return new Promise((resolve) => {
        answer = resolve;
      });
    },
    dispose() {
      answer?.(undefined);
      answer = undefined;
      worker.terminate();
      URL.revokeObjectURL(url);
    },
  };
}
