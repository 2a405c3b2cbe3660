/** A name or a value of a stranger. A file may have names of a megabyte: what no one reads is counted, and not drawn. */
import { numberText } from "./numbers.ts";
import { ValueText } from "./value-text.tsx";
import { visibleText } from "./visible.ts";

/** More characters than any name that a compiler writes fits in, and fewer than a page feels. */
const most = 512;

export function ClippedText({ text }: { readonly text: string }) {
  return text.length <= most ? (
    <ValueText text={text} />
  ) : (
    <>
      <ValueText text={beginning(text)} />
      <span class="faint">… ({numberText(text.length)} characters)</span>
    </>
  );
}

/** For tooltips and for those who listen. */
export const clippedText = (text: string): string =>
  text.length <= most ? visibleText(text) : `${visibleText(beginning(text))}… (${numberText(text.length)} characters)`;

/** No half of a pair at its end. */
const beginning = (text: string): string => text.slice(0, most).replace(/[\ud800-\udbff]$/, "");
