/** What the lanes of an inspector need of VS Code. */
import type { LaneHost } from "../../../server/src/lanes/lanes.ts";
import type { Host } from "../host.ts";

export const laneHostOf = (host: Host, inspected: "database" | "image"): LaneHost => ({
  startWorker: (onMessage, onEnd) => host.startInspector(inspected, onMessage, onEnd),
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
});
