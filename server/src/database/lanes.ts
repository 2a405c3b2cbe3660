/** The workers of one database. */
import { createLanes, type LaneHost, type LanePlan, type Lanes } from "../lanes/lanes.ts";
import { type Lane, methods } from "./protocol.ts";
import type { OpenParams, WorkerCalls, WorkerMethod } from "./worker-protocol.ts";

export type DatabaseLanes = Lanes<WorkerCalls, OpenParams>;

export const databaseLanes = (host: LaneHost, open: OpenParams): DatabaseLanes => createLanes(host, plan, open);

const plan: LanePlan<WorkerCalls, Lane> = {
  rules: {
    // What a grid asks is answered in milliseconds, and a grid that is scrolled fast takes back most of it.
    browse: { limit: 30_000, patience: 50 },
    // Who runs a query says himself when it is enough.
    query: {},
    survey: {},
  },
  laneOf,
};

/** Exports, copies and searches through a file are long, and nobody scrolls by them. */
function laneOf(method: WorkerMethod): Lane {
  if (method in methods) return methods[method as keyof typeof methods].lane;
  return method === "bytes" || method === "open" ? "browse" : "survey";
}
