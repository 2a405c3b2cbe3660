/** The tabs of the inspector; each is a folder beside this file that knows none of the others. */
import type { FunctionComponent } from "preact";
import type { CatalogObject } from "../../server/src/database/protocol.ts";
import type { Kept } from "../page/kept.ts";
import type { Channel } from "./channel.ts";
import { FitnessTab } from "./fitness/fitness-tab.tsx";
import { DataTab } from "./grid/data-tab.tsx";
import { PagesTab } from "./pages/pages-tab.tsx";
import { PragmasTab } from "./pragmas/pragmas-tab.tsx";
import { SchemaTab } from "./schema/schema-tab.tsx";
import { SqlTab } from "./sql/sql-tab.tsx";

export interface TabProps {
  readonly channel: Channel;
  readonly catalog: readonly CatalogObject[];
  /** What is chosen in the tree: a table, a view, an index, a trigger. */
  readonly object: CatalogObject | undefined;
  /** Is it in front? What is hidden asks for nothing. */
  readonly isActive: boolean;
  /** Another number where the file is another one: what is shown is to be asked for again, and stays where it is. */
  readonly revision: number;
  readonly isTrusted: boolean;
  /** Statements that were run before, newest first. */
  readonly history: readonly string[];
  /** Nonce of the page's styles, for libraries that write some. */
  readonly nonce: string;
  /** What this tab wants to find again when the page is made anew. */
  readonly kept: Kept;
  /** Brings another tab to the front, and tells it what to show. */
  go(to: Destination): void;
  /** What this tab was sent to last; a new object each time. */
  readonly destination: Destination | undefined;
}

/** Where one tab sends somebody in another. */
export type Destination =
  | { readonly tab: "data"; readonly object: string; readonly rowid?: string }
  | { readonly tab: "schema"; readonly object: string }
  | { readonly tab: "sql"; readonly text: string }
  | { readonly tab: "pages"; readonly page?: number; readonly object?: string }
  | { readonly tab: "fitness" }
  | { readonly tab: "pragmas" };
export type TabId = Destination["tab"];

export interface Tab {
  readonly id: TabId;
  readonly title: string;
  /** Of codicons. */
  readonly icon: string;
  /** Made when the tab is first in front, and there from then on. */
  readonly component: FunctionComponent<TabProps>;
}

/** In the order that they are shown in. */
export const tabs: readonly Tab[] = [
  { id: "data", title: "Data", icon: "table", component: DataTab },
  { id: "schema", title: "Schema", icon: "type-hierarchy", component: SchemaTab },
  { id: "sql", title: "SQL", icon: "terminal", component: SqlTab },
  { id: "pages", title: "Pages", icon: "map", component: PagesTab },
  { id: "fitness", title: "Fitness", icon: "checklist", component: FitnessTab },
  { id: "pragmas", title: "PRAGMAs", icon: "settings", component: PragmasTab },
];
