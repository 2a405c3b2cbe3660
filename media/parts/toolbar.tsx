/** A row of buttons that is one stop of the Tab key: arrows go from one to the next. */
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { Icon } from "./icon.tsx";

export interface ToolbarProps {
  readonly label: string;
  readonly children: ComponentChildren;
}

export function Toolbar({ label, children }: ToolbarProps) {
  const self = useRef<HTMLDivElement>(null);
  const buttons = (): HTMLElement[] => [...(self.current?.querySelectorAll<HTMLElement>("button.tool") ?? [])];
  // Whichever had the focus last is the stop; buttons come and go.
  useLayoutEffect(() => {
    const all = buttons();
    if (all.filter((button) => button.tabIndex === 0).length === 1) return;
    for (const [index, button] of all.entries()) button.tabIndex = index === 0 ? 0 : -1;
  });
  const stopAt = (stop: HTMLElement | undefined): void => {
    if (stop === undefined) return;
    for (const button of buttons()) button.tabIndex = button === stop ? 0 : -1;
  };
  return (
    <div
      ref={self}
      class="toolbar"
      role="toolbar"
      aria-label={label}
      onFocusIn={({ target }) => stopAt(buttons().find((button) => button === target))}
      onKeyDown={(event) => {
        const all = buttons();
        const place = all.indexOf(event.target as HTMLElement);
        const next = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: all.length - 1 }[event.key];
        if (place < 0 || next === undefined) return;
        event.preventDefault();
        all[(next + all.length) % all.length]?.focus();
      }}
    >
      {children}
    </div>
  );
}

export interface ToolbarButtonProps {
  /** Of codicons. */
  readonly icon: string;
  /** What it does; the tooltip too. */
  readonly label: string;
  /** Of one that stays down. */
  readonly isPressed?: boolean;
  readonly isDisabled?: boolean;
  /** Words beside the icon. */
  readonly text?: string;
  onPress(button: HTMLButtonElement): void;
}

/** Within a `Toolbar`, or alone. One that is disabled keeps its place in the row of arrows. */
export function ToolbarButton({ icon, label, isPressed, isDisabled = false, text, onPress }: ToolbarButtonProps) {
  return (
    <button
      type="button"
      class="tool"
      title={label}
      aria-label={label}
      aria-pressed={isPressed}
      aria-disabled={isDisabled}
      onClick={({ currentTarget }) => {
        if (!isDisabled) onPress(currentTarget);
      }}
    >
      <Icon name={icon} />
      {text !== undefined && <span class="tool-text">{text}</span>}
    </button>
  );
}
