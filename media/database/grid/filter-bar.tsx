/** The filters of a table, a line each. */
import { useEffect, useRef } from "preact/hooks";
import { Choice, focusField, TextField } from "../../parts/elements.ts";
import { Icon } from "../../parts/icon.tsx";
import { ToolbarButton } from "../../parts/toolbar.tsx";
import { visibleText } from "../../parts/visible.ts";
import { type Filter, isAlone, operatorLabels } from "./filters.ts";

export interface FilterBarProps {
  readonly columns: readonly string[];
  readonly filters: readonly Filter[];
  onFilters(filters: readonly Filter[]): void;
}

export function FilterBar({ columns, filters, onFilters }: FilterBarProps) {
  const self = useRef<HTMLDivElement>(null);
  const count = useRef(filters.length);
  // Who adds a filter goes on with its value.
  useEffect(() => {
    if (filters.length > count.current) {
      const values = self.current?.querySelectorAll<HTMLElement>(".filter-value");
      void focusField(values?.[values.length - 1]);
    }
    count.current = filters.length;
  }, [filters.length]);
  if (filters.length === 0) return null;
  const change = (at: number, part: Partial<Filter>): void =>
    onFilters(filters.map((filter, index) => (index === at ? { ...filter, ...part } : filter)));
  const options = columns.map((name) => ({ value: name, label: visibleText(name) }));
  return (
    <div ref={self} class="filters" role="group" aria-label="Filters">
      {filters.map(({ column, operator, value }, at) => (
        <div key={at} class="filter">
          <Icon name="filter" class="faint" />
          <Choice
            label={`Column of filter ${at + 1}`}
            class="filter-column"
            value={column}
            options={options}
            onChoose={(next) => change(at, { column: next })}
          />
          <Choice
            label={`Operator of filter ${at + 1}`}
            class="filter-operator"
            value={operator}
            options={operatorLabels}
            onChoose={(next) => change(at, { operator: next })}
          />
          {isAlone(operator) ? (
            <span class="grow" />
          ) : (
            <TextField
              label={`Value of filter ${at + 1}`}
              placeholder="Value"
              class="filter-value grow"
              value={value}
              onInput={(next) => change(at, { value: next })}
            />
          )}
          <ToolbarButton
            icon="close"
            label={`Remove filter ${at + 1}`}
            onPress={() => onFilters(filters.filter((_, index) => index !== at))}
          />
        </div>
      ))}
    </div>
  );
}
