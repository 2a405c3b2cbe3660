/** Where the workspace's sources call what the image imports, by the import's name. */
import type { CallSite, ToPage } from "../../server/src/image/protocol.ts";

export type Calls = ReadonlyMap<string, readonly CallSite[]>;

export const noCalls: Calls = new Map();

export const callsOf = ({ calls }: Extract<ToPage, { kind: "calls" }>): Calls =>
  new Map(calls.map(({ name, sites }) => [name, sites]));

/** "driver/pool.c:120, in DriverEntry" */
export const siteText = ({ file, line, caller }: CallSite): string =>
  `${file}:${line}${caller === "" ? "" : `, in ${caller}`}`;
