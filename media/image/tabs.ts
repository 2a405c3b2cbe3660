/** The tabs of the page; each is a folder beside this file that knows none of the others. */
import type { FunctionComponent } from "preact";
import type { ImageReport } from "../../server/src/image/report.ts";
import type { Kept } from "../page/kept.ts";
import type { Calls } from "./calls.ts";
import type { Channel } from "./channel.ts";
import { ExportsTab } from "./exports/exports-tab.tsx";
import { importCount } from "./imports/import-lines.ts";
import { ImportsTab } from "./imports/imports-tab.tsx";
import { OverviewTab } from "./overview/overview-tab.tsx";
import { ResourcesTab } from "./resources/resources-tab.tsx";
import { SectionsTab } from "./sections/sections-tab.tsx";
import { StringsTab } from "./strings/strings-tab.tsx";
import { TagsTab } from "./tags/tags-tab.tsx";

export interface TabProps {
  readonly channel: Channel;
  /** Of the file. */
  readonly name: string;
  readonly report: ImageReport;
  /** Where the sources call what has findings. */
  readonly calls: Calls;
  /** Is it in front? What is hidden asks for nothing. */
  readonly isActive: boolean;
  /** Another number where the file is another one. */
  readonly revision: number;
  /** What this tab wants to find again when the page is made anew. */
  readonly kept: Kept;
  /** Brings another tab to the front, and tells it what to show. */
  go(to: Destination): void;
  /** What this tab was sent to last; a new object each time. */
  readonly destination: Destination | undefined;
}

/** Where one tab sends somebody in another. */
export type Destination =
  | { readonly tab: "overview" }
  | { readonly tab: "imports"; readonly module?: string; readonly name: string }
  | { readonly tab: "exports" }
  | { readonly tab: "sections"; readonly section: string }
  | { readonly tab: "resources" }
  | { readonly tab: "strings" }
  | { readonly tab: "tags" };
export type TabId = Destination["tab"];

export interface Tab {
  readonly id: TabId;
  readonly title: string;
  /** Of codicons. */
  readonly icon: string;
  /** What stands behind the title; undefined where nobody counts. */
  count?(report: ImageReport): number;
  /** Whether such an image may have any of it; a tab without is for each. */
  isFor?(report: ImageReport): boolean;
  /** Made when the tab is first in front, and there from then on. */
  readonly component: FunctionComponent<TabProps>;
}

/** In the order that they are shown in. */
export const tabs: readonly Tab[] = [
  { id: "overview", title: "Overview", icon: "checklist", component: OverviewTab },
  { id: "imports", title: "Imports", icon: "library", count: importCount, component: ImportsTab },
  { id: "exports", title: "Exports", icon: "export", count: ({ exports }) => exports.length, component: ExportsTab },
  {
    id: "sections",
    title: "Sections",
    icon: "layers",
    count: ({ sections }) => sections.length,
    component: SectionsTab,
  },
  {
    id: "resources",
    title: "Resources",
    icon: "archive",
    count: ({ resources }) => resources.length,
    isFor: ({ format, resources }) => format === "pe" || resources.length > 0,
    component: ResourcesTab,
  },
  { id: "strings", title: "Strings", icon: "symbol-string", component: StringsTab },
  // Calls are told by the import table, which an object does not have yet.
  { id: "tags", title: "Pool Tags", icon: "tag", isFor: ({ format }) => format === "pe", component: TagsTab },
];
