/** The index of regions gives what looking through them one by one gives. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { RegionIndex } from "../../../server/src/engine/suppressions/region-index.ts";

const place = fc.integer({ min: 0, max: 30 });
const region = fc
  .tuple(place, fc.oneof(fc.integer({ min: 1, max: 30 }), fc.constant(Number.POSITIVE_INFINITY)))
  .map(([start, length]) => ({ start, end: start + length }));

test("the first entry with a region that a range touches", () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(region, { maxLength: 3 }), { maxLength: 12 }),
      fc.array(fc.tuple(place, fc.integer({ min: 1, max: 12 })), { minLength: 1, maxLength: 20 }),
      (entries, questions) => {
        const index = new RegionIndex(entries);
        for (const [start, length] of questions) {
          const end = start + length;
          const first = entries.findIndex((regions) => regions.some((one) => start < one.end && end > one.start));
          expect(index.firstTouching(start, end)).toBe(first < 0 ? undefined : first);
        }
      },
    ),
    { seed: 20_261_122, numRuns: 500 },
  );
});
