/** Pool tags that an image's code names, as far as constants show them. */
import type { ByteSource } from "../../binary/source.ts";
import type { PoolTagUse } from "../report.ts";

export function poolTagsOf(_source: ByteSource, _onProgress: (fraction: number) => void): PoolTagUse[] {
  return [];
}
