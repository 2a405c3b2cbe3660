/** What is told of an import beside its name. */

import { symbolName } from "../../../server/src/image/output/symbol-name.ts";
import type { ImageReport } from "../../../server/src/image/report.ts";
import { ClippedText } from "../../parts/clipped-text.tsx";
import { Icon } from "../../parts/icon.tsx";
import { counted } from "../../parts/numbers.ts";
import type { TableColumn } from "../../parts/table/lines.ts";
import type { Calls } from "../calls.ts";
import { countsOf, severityLooks } from "../severity.ts";
import type { ImportRow } from "./import-lines.ts";

/** Those that the image has something for. */
export function columnsOf({ imports, format }: ImageReport, calls: Calls): readonly TableColumn<ImportRow>[] {
  const has = (test: (row: ImageReport["imports"][number]["functions"][number]) => boolean): boolean =>
    imports.some(({ functions }) => functions.some(test));
  const all = [nameColumn(format), remarkColumn];
  if (has(({ name }) => name !== undefined && calls.has(name))) all.push(callsColumn(calls));
  if (has(({ ordinal }) => ordinal !== undefined)) all.push(ordinalColumn);
  if (has(({ hint }) => hint !== undefined)) all.push(hintColumn);
  if (has(({ address }) => address !== undefined)) all.push(addressColumn);
  if (has(({ crc }) => crc !== undefined)) all.push(crcColumn);
  return all;
}

function nameColumn(format: ImageReport["format"]): TableColumn<ImportRow> {
  const moduleName = (name: string): string => {
    if (name !== "") return name;
    return format === "elf" ? "Exported by the kernel or another module" : "(no name)";
  };
  const text = (row: ImportRow): string =>
    row.kind === "module" ? moduleName(row.module.module) : symbolName(row.imported);
  return {
    ...{ id: "name", title: "Name", width: "minmax(24ch, 3fr)", text },
    content: (row) => (
      <>
        {row.kind === "module" && <Icon name="library" />}{" "}
        <span class={row.kind === "module" ? "import-module" : ""}>
          <ClippedText text={text(row)} />
        </span>
        {row.kind === "module" && (
          <span class="faint">
            {" "}
            {counted(row.shown, "import")}
            {row.module.isDelayed ? ", delay-loaded" : ""}
          </span>
        )}
      </>
    ),
  };
}

/** What to call instead, where there is something; the finding itself is below. */
const remarkColumn: TableColumn<ImportRow> = {
  ...{ id: "remark", title: "Findings", width: "minmax(20ch, 3fr)" },
  text: (row) => {
    if (row.kind === "module")
      return countsOf(row.findings)
        .map(({ text }) => text)
        .join(", ");
    const { finding, imported } = row;
    const weak = imported.isWeak ? "Weak: it may be missing" : "";
    if (finding === undefined) return weak;
    const { instead, message } = finding;
    return instead.length === 0 ? message : `Instead: ${instead.join(", ")}`;
  },
  content: (row) => {
    if (row.kind === "module") {
      return countsOf(row.findings).map(({ severity, text }) => (
        <span key={severity} class={`import-count is-${severity}`}>
          <Icon name={severityLooks[severity].icon} /> {text}
        </span>
      ));
    }
    const { finding } = row;
    const text = remarkColumn.text(row);
    if (finding === undefined) return <span class="faint">{text}</span>;
    const { icon, word } = severityLooks[finding.severity];
    return (
      <span class={`is-${finding.severity}`}>
        <Icon name={icon} /> <span class="unseen">{word}. </span>
        <ClippedText text={text} />
      </span>
    );
  },
};

const ofFunction =
  (text: (row: Extract<ImportRow, { kind: "function" }>["imported"]) => string | number | undefined) =>
  (row: ImportRow): string =>
    row.kind === "module" ? "" : String(text(row.imported) ?? "");

const callsColumn = (calls: Calls): TableColumn<ImportRow> => ({
  ...{ id: "calls", title: "Calls in Sources", width: "17ch", isNumber: true },
  text: ofFunction(({ name }) => (name === undefined ? undefined : calls.get(name)?.length)),
});
const ordinalColumn: TableColumn<ImportRow> = {
  ...{ id: "ordinal", title: "Ordinal", width: "9ch", isNumber: true },
  text: ofFunction(({ ordinal }) => ordinal),
};
const hintColumn: TableColumn<ImportRow> = {
  ...{ id: "hint", title: "Hint", width: "8ch", isNumber: true },
  text: ofFunction(({ hint }) => hint),
};
const addressColumn: TableColumn<ImportRow> = {
  ...{ id: "address", title: "Address", width: "22ch", isCode: true },
  text: ofFunction(({ address }) => address),
};
const crcColumn: TableColumn<ImportRow> = {
  ...{ id: "crc", title: "CRC", width: "14ch", isCode: true },
  text: ofFunction(({ crc }) => crc),
};
