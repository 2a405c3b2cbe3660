/** Text in an image, of bytes and of UTF-16. */
import type { ByteSource } from "../../binary/source.ts";
import type { StringsParams, StringsResult } from "../protocol.ts";

export function stringsOf(
  _source: ByteSource,
  _params: StringsParams,
  _onProgress: (fraction: number) => void,
): StringsResult {
  return { strings: [] };
}
