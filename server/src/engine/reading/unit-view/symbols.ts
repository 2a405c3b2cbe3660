/** The symbols that a Linux module exports to others. */
import { splitArguments } from "../../../model/contracts/sal-terms.ts";
import { numbered, placeRow, type Row } from "./row.ts";
import type { ViewedUnit } from "./unit.ts";

export function exportedSymbolRows({ files }: ViewedUnit): readonly Row[] {
  const rows = files.flatMap(({ declarations }) =>
    declarations.flatMap(({ symbols }) =>
      symbols.macroCalls.flatMap(({ record, file, anchor }): readonly Row[] => {
        const [name, space] = /^EXPORT_(?:\w+_)?SYMBOL(?:_\w+)?$/.test(record.name)
          ? splitArguments(record.args ?? "")
          : [];
        return name === undefined || !/^\w+$/.test(name)
          ? []
          : [
              placeRow({
                id: name,
                kind: "symbol",
                label: name,
                notes: [
                  ...(record.name.includes("GPL") ? ["GPL"] : []),
                  ...(space === undefined ? [] : [`namespace ${space}`]),
                ],
                details: [`${record.name}(${record.args ?? ""})`],
                at: { file, anchor, start: record.start, end: record.end },
              }),
            ];
      }),
    ),
  );
  return numbered([...rows].sort((a, b) => (a.label < b.label ? -1 : 1)));
}
