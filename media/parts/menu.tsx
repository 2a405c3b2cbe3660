/** A menu where somebody asked for one: with the mouse, the context key or a button. */
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { Icon } from "./icon.tsx";

export interface MenuItem {
  readonly label: string;
  /** Of codicons. */
  readonly icon?: string;
  /** "Ctrl+C": shown beside it. */
  readonly keys?: string;
  readonly isDisabled?: boolean;
  /** Of one that may be ticked. */
  readonly isChecked?: boolean;
  run(): void;
}

export interface MenuProps {
  readonly label: string;
  readonly items: readonly (MenuItem | "separator")[];
  /** Of the viewport, in pixels. */
  readonly at: { readonly x: number; readonly y: number };
  onClose(): void;
}

export function Menu({ label, items, at, onClose }: MenuProps) {
  const self = useRef<HTMLDivElement>(null);
  const before = useRef(document.activeElement);
  const entries = (): HTMLElement[] => [...(self.current?.querySelectorAll<HTMLElement>("button") ?? [])];
  useLayoutEffect(() => {
    const menu = self.current!;
    menu.style.left = `${Math.max(0, Math.min(at.x, innerWidth - menu.offsetWidth - 4))}px`;
    menu.style.top = `${Math.max(0, Math.min(at.y, innerHeight - menu.offsetHeight - 4))}px`;
    entries()[0]?.focus();
  }, [at.x, at.y]);
  const close = (): void => {
    if (before.current instanceof HTMLElement) before.current.focus({ preventScroll: true });
    onClose();
  };
  const closing = useRef(close);
  closing.current = close;
  useEffect(() => {
    const outside = (event: Event): void => {
      if (!self.current?.contains(event.target as Node)) closing.current();
    };
    const blurred = (): void => closing.current();
    addEventListener("pointerdown", outside, true);
    addEventListener("blur", blurred);
    addEventListener("resize", blurred);
    return () => {
      removeEventListener("pointerdown", outside, true);
      removeEventListener("blur", blurred);
      removeEventListener("resize", blurred);
    };
  }, []);
  return (
    <div
      ref={self}
      class="menu"
      role="menu"
      tabIndex={-1}
      aria-label={label}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        event.stopPropagation();
        const all = entries();
        const place = all.indexOf(document.activeElement as HTMLElement);
        const next = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: all.length - 1 }[event.key];
        if (event.key === "Escape" || event.key === "Tab") close();
        else if (next !== undefined) all[(next + all.length) % all.length]?.focus();
        else if (event.key.length === 1) startingWith(all, place, event.key)?.focus();
        else return;
        if (event.key !== " ") event.preventDefault();
      }}
    >
      {items.map((item, index) =>
        item === "separator" ? (
          <hr key={`separator ${index}`} class="menu-separator" />
        ) : (
          <button
            key={item.label}
            type="button"
            {...(item.isChecked === undefined
              ? { role: "menuitem" }
              : { role: "menuitemcheckbox", "aria-checked": item.isChecked })}
            aria-disabled={item.isDisabled}
            onMouseEnter={({ currentTarget }) => currentTarget.focus()}
            onClick={() => {
              if (item.isDisabled) return;
              close();
              item.run();
            }}
          >
            <Icon name={item.isChecked === undefined ? (item.icon ?? "blank") : item.isChecked ? "check" : "blank"} />
            <span class="menu-label">{item.label}</span>
            {item.keys !== undefined && <span class="menu-keys">{item.keys}</span>}
          </button>
        ),
      )}
    </div>
  );
}

/** The next one whose label begins with a letter. */
function startingWith(all: readonly HTMLElement[], place: number, letter: string): HTMLElement | undefined {
  const next = [...all.slice(place + 1), ...all.slice(0, place + 1)];
  return next.find((entry) => entry.textContent?.trim().toLowerCase().startsWith(letter.toLowerCase()));
}
