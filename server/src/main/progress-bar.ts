/** The progress of a question to a thread, on stderr. */
import { progress } from "../cli/progress.ts";

export function progressBar() {
  const bar = progress({
    write: (text) => process.stderr.write(text),
    now: () => performance.now(),
    width: process.stderr.isTTY ? process.stderr.columns : undefined,
  });
  return {
    /** @param fraction 0 to 1 */
    update: (fraction: number, label: string): void =>
      bar.update({ done: Math.floor(fraction * 100), total: 100, label }),
    finish: () => bar.finish(),
  };
}
