/** What stands behind the page of an image in a test: what would come of a worker, and what VS Code would tell. */
import type { FoundString, Method, Result, ToPage } from "../../../../server/src/image/protocol.ts";
import type { ImageReport } from "../../../../server/src/image/report.ts";
import type { Failure } from "../../../../server/src/lanes/failure.ts";

export interface StageOptions {
  readonly name?: string;
  readonly report?: ImageReport;
  readonly tags?: Result<"tags">;
  readonly databases?: Result<"databases">;
  /** All of the file; the stage searches them, and gives as many as it is asked for. */
  readonly strings?: readonly FoundString[];
  /** Told after the page was, in this order. */
  readonly told?: readonly ToPage[];
  /** Of questions that have no answer. */
  readonly failures?: { readonly [M in Method]?: Failure };
  /** These are answered when `release` is called; how far they are is told. */
  readonly held?: readonly Method[];
}

/** What the stage has in the browser. */
export interface Scope {
  stage: StageOptions;
  posted: unknown[];
  tell(message: ToPage): void;
  release(): void;
}
