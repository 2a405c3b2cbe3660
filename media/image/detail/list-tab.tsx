/** The frame of a tab that is a list: Ctrl+F leads to the field that filters it, wherever one is on the page. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

export function ListTab({ children }: { readonly children: ComponentChildren }) {
  const self = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const find = (event: KeyboardEvent): void => {
      const isFind = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key === "f";
      // Lists of other tabs are there too, out of sight.
      if (!isFind || self.current?.checkVisibility() !== true) return;
      const field = self.current.querySelector<HTMLElement>(".filter-field");
      if (field === null) return;
      field.focus();
      event.preventDefault();
    };
    document.addEventListener("keydown", find);
    return () => document.removeEventListener("keydown", find);
  }, []);
  return (
    <div ref={self} class="list-tab">
      {children}
    </div>
  );
}
