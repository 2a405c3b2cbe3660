/** What stands above a list: a field that filters it, how many lines there are, and what else may be done with them. */
import type { ComponentChildren } from "preact";
import { TextField } from "../../parts/elements.ts";
import { counted, numberText } from "../../parts/numbers.ts";

export interface FilterLineProps {
  /** "Filter imports" */
  readonly label: string;
  readonly filter: string;
  onFilter(text: string): void;
  readonly shown: number;
  readonly total: number;
  /** Of one: "import". */
  readonly what: string;
  readonly children?: ComponentChildren;
}

export function FilterLine({ label, filter, onFilter, shown, total, what, children }: FilterLineProps) {
  return (
    <div class="filter-line">
      <TextField
        label={label}
        icon="search"
        class="filter-field"
        value={filter}
        onInput={onFilter}
        onKeyDown={(event) => {
          if (event.key === "Escape") onFilter("");
        }}
      />
      {children}
      <span class="grow" />
      <span class="faint" role="status">
        {shown === total ? counted(total, what) : `${numberText(shown)} of ${counted(total, what)}`}
      </span>
    </div>
  );
}
