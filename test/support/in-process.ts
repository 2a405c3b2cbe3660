/** Commands of the program without a process of their own: what they print and end with, their threads in this one. */
import { onTestFinished, vi } from "vitest";
import type { LaneHost } from "../../server/src/lanes/lanes.ts";
import type { WorkerCall, WorkerMessage } from "../../server/src/lanes/messages.ts";
import type { Run } from "./program.ts";

/** Written to by the command, beside what goes to the process's own streams. */
export interface Output {
  stdout: string;
  stderr: string;
}

export async function captured(cwd: string, run: (output: Output) => Promise<number>): Promise<Run> {
  const output: Output = { stdout: "", stderr: "" };
  const home = process.cwd();
  const spies = (["stdout", "stderr"] as const).map((name) =>
    vi.spyOn(process[name], "write").mockImplementation((text) => {
      output[name] += String(text);
      return true;
    }),
  );
  const restore = (): void => {
    for (const spy of spies) spy.mockRestore();
    process.chdir(home);
  };
  onTestFinished(restore);
  process.chdir(cwd);
  try {
    const code = await run(output);
    return { code, ...output };
  } finally {
    restore();
  }
}

/** @param serve what a thread does with each message, and whom it answers */
export const lanesHere = (serve: (send: (message: WorkerMessage) => void) => (call: WorkerCall) => void): LaneHost => ({
  async startWorker(onMessage) {
    let isEnded = false;
    // As a thread's: a copy, and later.
    const answer = serve((message) => {
      const copy = structuredClone(message);
      queueMicrotask(() => isEnded || onMessage(copy));
    });
    return {
      post: (call) => queueMicrotask(() => isEnded || answer(structuredClone(call))),
      terminate: () => {
        isEnded = true;
      },
    };
  },
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
});
