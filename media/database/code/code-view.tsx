/** SQL to be read, searched and copied. */
import { defaultKeymap } from "@codemirror/commands";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { useEffect, useRef } from "preact/hooks";
import { reading } from "./reading.ts";

export interface CodeViewProps {
  readonly text: string;
  /** What it is, for those who do not see it. */
  readonly label: string;
  readonly nonce: string;
  readonly class?: string;
}

export function CodeView({ text, label, nonce, class: kind = "" }: CodeViewProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const view = new EditorView({
      parent: place.current!,
      doc: text,
      extensions: [
        reading(nonce),
        ...[EditorState.readOnly.of(true), EditorView.editable.of(false)],
        // It has no caret, and is to be reached by Tab and scrolled by arrows all the same.
        EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0", role: "document" }),
        keymap.of(defaultKeymap),
      ],
    });
    return () => view.destroy();
  }, [text, label, nonce]);
  return <div ref={place} class={`code-view ${kind}`} />;
}
