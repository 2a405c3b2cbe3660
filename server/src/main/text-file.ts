/** A file that an export is written to, or the program's own output. */
import { closeSync, openSync, writeSync } from "node:fs";
import type { TextFile } from "../database/serve.ts";
import { standardOutput } from "../database/worker-protocol.ts";
import { trying } from "./file-source.ts";

/** Begins what is said of the program's own output; what the system says comes behind it. */
export const outputFailure = "standard output cannot be written";

/** Nobody's but what an export makes: whoever asks for it has asked where to. */
export function createFile(path: string): TextFile {
  const isStandard = path === standardOutput;
  const handle = isStandard ? 1 : writing(path, () => openSync(path, "w"));
  let isOpen = !isStandard;
  return {
    write(text) {
      const bytes = Buffer.from(text);
      for (let done = 0; done < bytes.length; ) {
        done += writing(path, () => written(handle, bytes, done));
      }
    },
    close() {
      if (isOpen) closeSync(handle);
      isOpen = false;
    },
  };
}

/** How many bytes went; none where a pipe is full, whose reader is given a moment. */
function written(handle: number, bytes: Uint8Array, start: number): number {
  try {
    return writeSync(handle, bytes, start);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
    return 0;
  }
}

const writing = <T>(path: string, write: () => T): T =>
  trying(path === standardOutput ? outputFailure : `${path} cannot be written`, write);
