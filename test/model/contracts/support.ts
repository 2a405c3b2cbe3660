/** Units made of texts for the tests of the model: no project, no rules, and edits as an editor sends them. */
import { FileNode } from "../../../server/src/model/build/file-node.ts";
import { UnitNode } from "../../../server/src/model/build/unit-node.ts";
import type { FunctionModel } from "../../../server/src/model/function.ts";
import type { Place } from "../../../server/src/model/place.ts";
import type { UnitModel } from "../../../server/src/model/unit-model.ts";
import { SourceDocument } from "../../../server/src/syntax/document.ts";
import { fromTable } from "../../../server/src/syntax/macros.ts";
import { finish } from "../../../server/src/syntax/steps.ts";
import type { Dialect, Language } from "../../../server/src/syntax/tokens.ts";
import { parts, type SourceText } from "../../support/engine.ts";

export interface TestUnit {
  readonly unit: UnitModel;
  /** The only definition of a name. */
  fn(name: string): FunctionModel;
  /** `file:line text` of a place, the line from 1. */
  show(place: Place): string;
  /** Replaces the first occurrence of `from` in a file; gives the names that others get another answer about. */
  replace(path: string, from: string, to: string): ReadonlySet<string>;
}

export function testUnit(files: readonly SourceText[], dialect: Dialect = "windows"): TestUnit {
  const environment = fromTable(new Map());
  const nodes = files.map(({ path, text }) => {
    const language: Language = path.endsWith(".c") || dialect === "linux" ? "c" : "cpp";
    const document = SourceDocument.open(text, { language, dialect, environment }, parts.reader);
    return finish(
      FileNode.opening(path, document, (body, of) =>
        SourceDocument.open(body, { language: of, dialect, environment }, parts.reader),
      ),
    );
  });
  const unit = new UnitNode(nodes);
  const node = (path: string): FileNode => {
    const found = nodes.find((candidate) => candidate.path === path);
    if (found === undefined) {
      throw new Error(`no file ${path}`);
    }
    return found;
  };
  return {
    unit,
    fn(name) {
      const [fn, ...others] = unit.functions(name);
      if (fn === undefined || others.length > 0) {
        throw new Error(`${name} has ${others.length + (fn === undefined ? 0 : 1)} definitions`);
      }
      return fn;
    },
    show({ file, anchor, start, end }) {
      const { text } = node(file);
      const line = text.slice(0, anchor.start + start).split("\n").length;
      return `${file}:${line} ${text.slice(anchor.start + start, anchor.start + end)}`;
    },
    replace(path, from, to) {
      const at = node(path).text.indexOf(from);
      if (at < 0) {
        throw new Error(`${path} does not hold ${from}`);
      }
      node(path).edit({ start: at, oldEnd: at + from.length, text: to });
      const change = finish(node(path).updating());
      return unit.follow(path, change);
    },
  };
}

/** A unit of one source, `driver.c` unless told. */
export const oneFile = (text: string, path = "driver.c", dialect: Dialect = "windows"): TestUnit =>
  testUnit([{ path, text }], dialect);
