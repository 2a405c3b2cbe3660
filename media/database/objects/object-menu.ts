/** What may be done with an object of the schema. */
import type { CatalogObject } from "../../../server/src/database/protocol.ts";
import type { MenuItem } from "../../parts/menu.tsx";
import type { Channel } from "../channel.ts";
import type { Destination } from "../tabs.ts";

interface Actions {
  readonly channel: Channel;
  onChoose(object: CatalogObject): void;
  go(to: Destination): void;
}

export function objectMenu(
  object: CatalogObject,
  { channel, onChoose, go }: Actions,
): readonly (MenuItem | "separator")[] {
  const { kind, name, table, sql } = object;
  const copy = (text: string): void => channel.post({ kind: "copy", text });
  const hasRows = kind !== "index" && kind !== "trigger";
  const rows: MenuItem = {
    label: hasRows ? "Show Rows" : `Show Rows of Its Table`,
    icon: "table",
    run: () => go({ tab: "data", object: hasRows ? name : table }),
  };
  const view = { table: name, sort: [], filters: [], search: "" };
  const items: (MenuItem | "separator")[] = [
    rows,
    { label: "Show in Schema", icon: "symbol-structure", run: () => go({ tab: "schema", object: name }) },
  ];
  if (kind === "table" || kind === "index") {
    items.push({ label: "Show Its Pages", icon: "layout", run: () => go({ tab: "pages", object: name }) });
  }
  items.push("separator", { label: "Copy Name", icon: "copy", run: () => copy(name) });
  if (sql !== null) items.push({ label: "Copy SQL", icon: "code", run: () => copy(`${sql};`) });
  if (hasRows) {
    const run = (): void => {
      onChoose(object);
      channel.post({ kind: "export", what: { kind: "view", view } });
    };
    items.push("separator", { label: "Export Rows…", icon: "export", run });
  }
  return items;
}
