/** A list, and below it what there is to say of the line that was chosen: as much as somebody gives it. */
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import * as v from "valibot";
import { type Kept, useKept } from "../../page/kept.ts";
import { ClippedText } from "../../parts/clipped-text.tsx";
import { Splitter } from "../../parts/splitter.tsx";
import { ToolbarButton } from "../../parts/toolbar.tsx";

export interface SplitProps {
  readonly kept: Kept;
  /** Undefined where nothing is chosen, or nothing is to be said of it. */
  readonly detail: { readonly title: string; readonly content: ComponentChildren } | undefined;
  /** Height of the pane at first, in pixels: of those that have little to say. */
  readonly initial?: number;
  onClose(): void;
  readonly children: ComponentChildren;
}

/** Of the pane, in pixels. */
const size = { least: 80, most: 900 };

export function Split({ kept, detail, initial = 240, onClose, children }: SplitProps) {
  const list = useRef<HTMLDivElement>(null);
  const close = (): void => {
    // What had the focus goes with the pane: the list is where people go on.
    list.current?.querySelector<HTMLElement>("[role=row][tabindex='0']")?.focus({ preventScroll: true });
    onClose();
  };
  const [height, setHeight] = useKept(kept, "detailHeight", v.number(), initial);
  return (
    <div class="split">
      <div ref={list} class="split-list">
        {children}
      </div>
      {detail !== undefined && (
        <>
          <Splitter
            {...size}
            initial={initial}
            label="Height of the details"
            line="horizontal"
            isAfter
            size={height}
            onSize={setHeight}
          />
          <section
            class="split-detail"
            aria-label="Details"
            style={{ blockSize: `${height}px` }}
            onKeyDown={({ key }) => {
              if (key === "Escape") close();
            }}
          >
            <header class="split-head">
              <h2>
                <ClippedText text={detail.title} />
              </h2>
              <ToolbarButton icon="close" label="Close the details" onPress={close} />
            </header>
            <div class="split-content">{detail.content}</div>
          </section>
        </>
      )}
    </div>
  );
}
