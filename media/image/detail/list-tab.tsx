/** The frame of a tab that is a list: Ctrl+F leads to the field that filters it, wherever one is in it. */
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";

export function ListTab({ children }: { readonly children: ComponentChildren }) {
  const self = useRef<HTMLDivElement>(null);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a key that works wherever one is in it
    <div
      ref={self}
      class="list-tab"
      onKeyDown={(event) => {
        const isFind = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key === "f";
        const field = isFind ? self.current?.querySelector<HTMLElement>(".filter-field") : undefined;
        if (field === undefined || field === null) return;
        field.focus();
        event.preventDefault();
      }}
    >
      {children}
    </div>
  );
}
