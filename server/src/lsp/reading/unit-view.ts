/** What there is in a driver unit, as plain data with the positions that a client knows. */
import type { CancellationToken, Connection } from "vscode-languageserver";
import type { CheckTask } from "../../engine/plan.ts";
import type { Row, Section } from "../../engine/reading/unit-view/row.ts";
import { viewingUnit } from "../../engine/reading/unit-view/unit-view.ts";
import type { AskedUnit } from "../../engine/workspace/ask-unit.ts";
import type { Place } from "../../model/place.ts";
import { baseName } from "../../model/unit/paths.ts";
import { Positions } from "../positions.ts";
import {
  type UnitSummary,
  type UnitView,
  type UnitViewParams,
  unitsRequest,
  unitViewRequest,
  type ViewPlace,
  type ViewRow,
  type ViewSection,
} from "../protocol.ts";
import { uriOf } from "../uris.ts";
import type { ReaderSources } from "./readers.ts";

/** Rows of a list that is not asked for as a whole; those of a section, and those below a row. */
const SECTION_ROWS = 200;
const LOWER_ROWS = 50;

/** @param ready resolves when there is something to answer from */
export function answerUnitViews(connection: Connection, ready: () => Promise<ReaderSources>): void {
  connection.onRequest(unitsRequest, async () => unitsOf(await ready()));
  connection.onRequest(unitViewRequest, async (params: UnitViewParams, token) => {
    return (await unitViewOf(params, await ready(), token)) ?? null;
  });
}

/** Undefined where there is no such unit, or nobody waits for it any more. */
async function unitViewOf(
  { uri, unit, whole = [] }: UnitViewParams,
  { workspace, documents }: ReaderSources,
  token: CancellationToken,
): Promise<UnitView | undefined> {
  const document = uri === undefined ? undefined : documents.get(uri);
  const asked: AskedUnit | undefined = unit !== undefined ? { id: unit } : document && { path: document.path };
  if (asked === undefined) {
    return undefined;
  }
  const errand = workspace.askUnit(asked, function* (session, task) {
    const sections = yield* viewingUnit(session, task.driver);
    const positions = new Positions(documents, (path) => session.text(path));
    return new ViewWriter(positions, new Set(whole)).view(sections, task);
  });
  token.onCancellationRequested(() => errand.cancel());
  return await errand.result;
}

/** The workspace's drivers by name. */
function unitsOf({ workspace }: ReaderSources): readonly UnitSummary[] {
  const units = workspace.drivers.map((task) => summaryOf(task));
  return units.sort((a, b) => compare(a.name.toLowerCase(), b.name.toLowerCase()) || compare(a.id, b.id));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export function summaryOf({ driver }: CheckTask): UnitSummary {
  const { id, name, kind, frameworks, root, sources, headers } = driver;
  return { id, name, kind, frameworks, folder: uriOf(root), files: sources.length + headers.length };
}

class ViewWriter {
  private readonly positions: Positions;
  private readonly whole: ReadonlySet<string>;
  private readonly files = new Map<string, number>();

  constructor(positions: Positions, whole: ReadonlySet<string>) {
    this.positions = positions;
    this.whole = whole;
  }

  view(sections: readonly Section[], task: CheckTask): UnitView {
    const written = sections.map((section) => this.section(section));
    const files = [...this.files.keys()].map((path) => this.positions.uri(path));
    return { unit: summaryOf(task), files, sections: written };
  }

  private section({ id, title, rows }: Section): ViewSection {
    return { key: id, kind: id, title, ...this.list(rows, id, SECTION_ROWS) };
  }

  private list(
    rows: readonly Row[],
    key: string,
    limit: number,
  ): { readonly rows: readonly ViewRow[]; readonly more?: number } {
    // A row that says that there is one more takes as much space as that one.
    const isCut = rows.length > limit + 1 && !this.whole.has(key);
    const shown = (isCut ? rows.slice(0, limit) : rows).map((row) => this.row(row, key));
    return isCut ? { rows: shown, more: rows.length - limit } : { rows: shown };
  }

  private row({ id, kind, label, notes, details, remark, mark, at, shown, rows }: Row, above: string): ViewRow {
    const key = `${above}\n${id}`;
    const told = shown === undefined ? [] : [this.placeText(shown)];
    return {
      key,
      kind,
      label,
      description: [...(remark === undefined ? [] : [remark]), ...notes, ...told].join(" · "),
      details,
      ...(remark === undefined ? {} : { remark }),
      ...(mark === undefined ? {} : { mark }),
      ...(at === undefined ? {} : { at: this.place(at) }),
      ...this.list(rows, key, LOWER_ROWS),
    };
  }

  private place(place: Place): ViewPlace {
    const { file: path, anchor } = place;
    const offset = anchor.start + place.start;
    const { line, character } = this.positions.range({ path, start: offset, end: offset }).start;
    const file = this.files.get(path) ?? this.files.size;
    this.files.set(path, file);
    return { file, line, character };
  }

  private placeText(place: Place): string {
    return `${baseName(place.file)}:${this.place(place).line + 1}`;
  }
}
