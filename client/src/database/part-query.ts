/** The address of a part as the query of a URI, which a window finds again when it is opened anew. */
import * as v from "valibot";
import type { PartAddress } from "./part-address.ts";

const address = v.object({
  file: v.string(),
  name: v.exactOptional(v.string()),
  number: v.pipe(v.number(), v.integer(), v.minValue(1)),
});

export const queryOf = (part: PartAddress): string => JSON.stringify(part);

/** @returns undefined where it is none of `queryOf` */
export function addressIn(query: string): PartAddress | undefined {
  try {
    const parsed = v.safeParse(address, JSON.parse(query));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}
