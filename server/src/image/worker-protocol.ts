/** What the extension or the command line says to an image's worker, beside the methods that pages ask for. */
import type { FileInput } from "../binary/source.ts";
import type { Method, Params, Result } from "./protocol.ts";

/** What lies beside the image and what it is judged by; the host finds these files. */
export interface Surroundings {
  /** The oldest Windows that it is to load on, in any form that `parseWindowsVersion` reads. */
  readonly target?: string;
  /** Who says so: "targetWindows in .driverlens.json", "chosen by you". */
  readonly targetSaidBy?: string;
  /** INF files in its folder, decoded. */
  readonly infs?: readonly { readonly name: string; readonly text: string }[];
  /** The text of the Module.symvers of the kernel that a module is for. */
  readonly symvers?: string;
}

export interface OpenParams {
  /** "NewDriver.sys": what INF files call it. */
  readonly name: string;
  readonly file: FileInput;
  readonly surroundings: Surroundings;
}

export type WorkerCalls = {
  readonly [M in Method]: { readonly params: Params<M>; readonly result: Result<M> };
} & {
  /** The first call of all. */
  readonly open: { readonly params: OpenParams; readonly result: { readonly length: number } };
};
export type WorkerMethod = keyof WorkerCalls;
