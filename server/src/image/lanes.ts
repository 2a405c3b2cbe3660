/** The workers of one image. */
import { createLanes, type LaneHost, type Lanes } from "../lanes/lanes.ts";
import { type Lane, methods } from "./protocol.ts";
import type { OpenParams, WorkerCalls } from "./worker-protocol.ts";

export type ImageLanes = Lanes<WorkerCalls, OpenParams>;

export const imageLanes = (host: LaneHost, open: OpenParams): ImageLanes =>
  createLanes<WorkerCalls, Lane, OpenParams>(
    host,
    {
      rules: { browse: { limit: 60_000 }, survey: {} },
      laneOf: (method) => (method === "open" ? "browse" : methods[method].lane),
    },
    open,
  );
