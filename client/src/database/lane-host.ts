/** What a database's lanes need of VS Code. */
import type { LaneHost } from "../../../server/src/lanes/lanes.ts";
import type { Host } from "../host.ts";

export const laneHostOf = (host: Host): LaneHost => ({
  startWorker: (onMessage, onEnd) => host.startDatabaseWorker(onMessage, onEnd),
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
});
