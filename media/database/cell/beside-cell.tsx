/** A grid, and beside it one cell in full where somebody wants to see it. */
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { Splitter } from "../../parts/splitter.tsx";
import { CellPane, type CellPaneProps } from "./cell-pane.tsx";

export interface BesideCellProps extends CellPaneProps {
  /** The grid, and what lies over it. */
  readonly children: ComponentChildren;
  readonly isOpen: boolean;
  /** Of the cell's pane, in pixels. */
  readonly size: number;
  onSize(size: number): void;
}

/** In pixels. */
export const paneSize = { least: 120, initial: 380, most: 900 };

export function BesideCell({ children, isOpen, size, onSize, onClose, ...pane }: BesideCellProps) {
  const self = useRef<HTMLDivElement>(null);
  const close = (): void => {
    onClose();
    self.current?.querySelector<HTMLElement>("[role=grid] [tabindex='0']")?.focus();
  };
  return (
    <div ref={self} class="data-body">
      <div class="data-grid">{children}</div>
      {isOpen && (
        <>
          <Splitter {...paneSize} label="Size of the cell" line="vertical" size={size} isAfter onSize={onSize} />
          <div class="data-pane" style={{ "--pane-size": `${size}px` }}>
            <CellPane {...pane} onClose={close} />
          </div>
        </>
      )}
    </div>
  );
}
