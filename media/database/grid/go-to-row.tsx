/** A field for the number of a row, or its rowid, to go there. */
import { useEffect, useRef, useState } from "preact/hooks";
import { Choice, focusField, TextField } from "../../parts/elements.ts";
import { ToolbarButton } from "../../parts/toolbar.tsx";

export type RowTarget =
  | { readonly kind: "number"; readonly number: number }
  | { readonly kind: "rowid"; readonly rowid: string };

export interface GoToRowProps {
  /** Rows are in the order of their rowids. */
  readonly hasRowids: boolean;
  onGo(to: RowTarget): void;
  onClose(): void;
}

export function GoToRow({ hasRowids, onGo, onClose }: GoToRowProps) {
  const self = useRef<HTMLDivElement>(null);
  const [text, setText] = useState("");
  const [by, setBy] = useState<RowTarget["kind"]>("number");
  const target = targetOf(hasRowids ? by : "number", text);
  useEffect(() => void focusField(self.current?.querySelector<HTMLElement>(".go-value")), []);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: its field has the keys
    <div
      ref={self}
      class="go"
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
        else if (event.key === "Enter" && target !== undefined) onGo(target);
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      {hasRowids && (
        <Choice
          label="Go to a row by"
          class="go-kind"
          value={by}
          options={[
            { value: "number", label: "Row number" },
            { value: "rowid", label: "rowid" },
          ]}
          onChoose={(next) => setBy(next)}
        />
      )}
      <TextField
        label={by === "number" ? "Row number" : "rowid"}
        class="go-value"
        value={text}
        isInvalid={text !== "" && target === undefined}
        onInput={setText}
      />
      <ToolbarButton
        icon="arrow-right"
        label="Go"
        isDisabled={target === undefined}
        onPress={() => target !== undefined && onGo(target)}
      />
      <ToolbarButton icon="close" label="Close" onPress={onClose} />
    </div>
  );
}

function targetOf(kind: RowTarget["kind"], text: string): RowTarget | undefined {
  const digits = text.replaceAll(/[\s,_]/g, "");
  if (kind === "rowid") return /^-?\d{1,19}$/.test(digits) ? { kind, rowid: digits } : undefined;
  const number = /^\d{1,15}$/.test(digits) ? Number(digits) : 0;
  return number > 0 ? { kind, number } : undefined;
}
