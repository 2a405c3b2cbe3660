/** Where an image's bytes are: in the file and in memory, to one scale. For the eye; the table says the same in numbers. */

import type { ImageSection } from "../../../server/src/image/report.ts";
import { clippedText } from "../../parts/clipped-text.tsx";
import { bytesText } from "../../parts/numbers.ts";
import { fileSpans, memoryLength, memorySpans, type Span } from "./traits.ts";

export interface SpaceBarProps {
  readonly sections: readonly ImageSection[];
  /** Of the file, in bytes. */
  readonly length: number;
  readonly chosen: ImageSection | undefined;
  onChoose(section: ImageSection): void;
}

export function SpaceBar({ sections, length, chosen, onChoose }: SpaceBarProps) {
  const inFile = fileSpans(sections);
  const inMemory = memorySpans(sections);
  const memory = memoryLength(sections);
  const scale = Math.max(length, memory, 1);
  return (
    <div class="space" aria-hidden="true">
      <Bar title="File" meaning="The file" spans={inFile} length={length} {...{ scale, chosen, onChoose }} />
      <Bar
        title="Memory"
        // The image takes more: "Size in memory" counts the gaps too.
        meaning="The sections in memory, without the gaps that their alignment leaves"
        spans={inMemory}
        length={memory}
        {...{ scale, chosen, onChoose }}
      />
      <p class="space-legend faint">
        <span class="space-swatch is-code" /> runs
        <span class="space-swatch is-writable" /> is written
        <span class="space-swatch is-read" /> is read
        <span class="space-swatch is-gone" /> goes after loading
        <span class="space-swatch" /> headers, signature, what is behind the sections
      </p>
    </div>
  );
}

interface BarProps extends Omit<SpaceBarProps, "sections"> {
  readonly title: string;
  /** Of the length. */
  readonly meaning: string;
  readonly spans: readonly Span[];
  readonly scale: number;
}

function Bar({ title, meaning, spans, length, scale, chosen, onChoose }: BarProps) {
  const percent = (bytes: number): string => `${(Math.min(bytes, scale) / scale) * 100}%`;
  return (
    <>
      <span class="space-title">{title}</span>
      <span class="space-bar">
        <span class="space-whole" style={{ inlineSize: percent(length) }} />
        {spans.map(({ section, start, length: size }, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the table has the keys
          // biome-ignore lint/a11y/noStaticElementInteractions: the table is what others read
          <span
            key={index}
            class={`space-span ${kindOf(section)}${section === chosen ? " is-chosen" : ""}`}
            style={{ insetInlineStart: percent(start), inlineSize: percent(size) }}
            title={`${clippedText(section.name)}: ${bytesText(size)}`}
            onClick={() => onChoose(section)}
          >
            {size / scale > 0.04 && clippedText(section.name)}
          </span>
        ))}
      </span>
      <span class="space-length faint" title={meaning}>
        {bytesText(length)}
      </span>
    </>
  );
}

function kindOf({ access, traits }: ImageSection): string {
  if (traits.some((trait) => trait === "discardable" || trait === "init" || trait === "freed after init"))
    return "is-gone";
  if (access.includes("X")) return "is-code";
  return access.includes("W") ? "is-writable" : "is-read";
}
