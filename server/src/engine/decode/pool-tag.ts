/** Pool tags: four characters that the source writes from behind and the debugger in the order of memory. */
import { isPrintableTag } from "../../analysis/pool/tags.ts";
import { say, type Text } from "../reading/hover/card.ts";
import { hex } from "../reading/hover/numbers.ts";
import type { Decoding } from "./decoding.ts";

/** The characters of a tag in the order of memory: what !poolused, !pool and PoolMon show. */
export function shownTag(value: number): string {
  return String.fromCharCode(...bytesOf(value).filter((byte) => byte !== 0));
}

/** The tag of four characters as a debugger shows them. */
export function tagShownAs(text: string): number {
  return [...text].reduceRight((value, char) => value * 0x100 + char.charCodeAt(0), 0);
}

/** The value of the literal that has these characters between its ticks. */
export const tagWrittenAs = (text: string): number => tagShownAs(reversed(text));

const reversed = (text: string): string => [...text].reverse().join("");

/** A blank at an end is easily overlooked. */
export const visibleTag = (shown: string): string => (shown.includes(" ") ? `"${shown}"` : shown);

export function tagValueFacts(value: number): readonly Text[] {
  const { length } = shownTag(value);
  return [
    say`Value ${hex(value, 8)}`,
    ...(length < 4 ? [[`Only ${length} characters: the rest of the four bytes is zero`]] : []),
  ];
}

/** @param value printable, see `isPrintableTag`; what else it is is said */
export function decodePoolTag(value: number): Decoding {
  const shown = shownTag(value);
  const written = `'${reversed(shown)}'`;
  // The debugger's commands end a tag at a blank; their ? is any character.
  const pattern = shown.replaceAll(" ", "?");
  const isPrintable = isPrintableTag(value);
  return {
    kind: "tag",
    value,
    name: isPrintable ? shown : undefined,
    card: isPrintable
      ? {
          title: visibleTag(shown),
          summary: say`Pool tag: ${written} in the source; ${"!poolused"}, ${"!pool"} and PoolMon show ${visibleTag(shown)}`,
          facts: [
            ...tagValueFacts(value),
            ...(shown.length === 4 && reversed(shown) !== shown
              ? [
                  say`Written ${`'${shown}'`} in the source it would be ${hex(tagWrittenAs(shown), 8)}, and shown as ${visibleTag(reversed(shown))}`,
                ]
              : []),
            say`How much of it there is: ${`!poolused 2 ${pattern}`} (nonpaged first), ${`!poolused 4 ${pattern}`} (paged first)`,
            say`Its blocks: ${`!poolfind ${pattern}`} (nonpaged), ${`!poolfind ${pattern} 1`} (paged)`,
            say`Whose it may be, in the folder of drivers: ${`findstr /m /c:"${shown}" *.sys`}`,
          ],
        }
      : {
          title: hex(value, 8),
          summary: ["No pool tag that a debugger can show: its bytes are not all printable"],
          facts: [],
        },
    fields: { shown: isPrintable ? shown : null, source: isPrintable ? written : null },
  };
}

/** In the order of memory. */
const bytesOf = (value: number): readonly number[] => [0, 8, 16, 24].map((shift) => (value >>> shift) & 0xff);
