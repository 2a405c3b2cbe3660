/** The definitions that a Visual Studio project compiles one source with, where each stands, and where more would go. */
import { preludesOf } from "./amalgamation.ts";
import {
  type Configuration,
  type Evaluation,
  evaluateProject,
  type ProjectLoader,
  projectConfigurations,
  UNKNOWN,
} from "./msbuild.ts";
import { baseName, parentOf } from "./paths.ts";
import { addDefine } from "./raw-unit.ts";
import type { BuildConfiguration, BuildDefinition, DefinitionSlot, SourceBuild } from "./source-build.ts";
import type { TreeIndex } from "./tree-index.ts";
import type { XmlNode } from "./xml.ts";

/** Undefined where the project's text is not to be had. @param source its path, or as the project names it */
export function msbuildBuild(
  loader: ProjectLoader,
  index: TreeIndex,
  project: string,
  root: XmlNode,
  source: string,
): SourceBuild | undefined {
  const text = loader.text(project);
  if (text === undefined) {
    return undefined;
  }
  const items = itemsOf(root, source);
  const elements = definitionElements(root, items, text);
  const listed = projectConfigurations(root);
  const evaluations = (listed.length === 0 ? [undefined] : listed).map((asked) => ({
    asked,
    evaluation: evaluateProject(loader, project, root, asked),
  }));
  const configurations = evaluations.map(
    ({ asked, evaluation }): BuildConfiguration => ({
      ...(asked === undefined ? {} : { name: `${asked.configuration}|${asked.platform}` }),
      definitions: definitionsIn(evaluation, source, asked, elements, project),
    }),
  );
  const first = evaluations[0]?.evaluation;
  const directory = parentOf(project);
  const settings = (name: string): readonly string[] =>
    first === undefined
      ? []
      : metadataOf(first, source, name)
          .split(";")
          .map((each) => each.trim());
  const forced = settings("forcedincludefiles").flatMap((spelled) => index.findFile(directory, spelled) ?? []);
  const folders = settings("additionalincludedirectories").flatMap(
    (spelled) => index.findDirectory(directory, spelled) ?? [],
  );
  const slot = slotIn(elements, items, text, project);
  const [item] = items;
  return {
    source,
    isThere: index.findFile("", source) !== undefined,
    ...(item === undefined ? {} : { listedAt: { file: project, start: item.start, end: tagEnd(item, text) } }),
    configurations,
    preludes: preludesOf(source, configurations, forced, [directory, ...folders], index),
    ...(slot === undefined ? {} : { slot }),
  };
}

const compiles = ({ lowerName }: XmlNode): boolean => lowerName === "clcompile";
const definesNames = ({ lowerName }: XmlNode): boolean => lowerName === "preprocessordefinitions";

/** The elements that list just this source, in the project's own text. */
function itemsOf(root: XmlNode, source: string): readonly XmlNode[] {
  const name = baseName(source.replaceAll("\\", "/")).toLowerCase();
  return root.children
    .filter(({ lowerName }) => lowerName === "itemgroup")
    .flatMap(({ children }) => children.filter(compiles))
    .filter(({ attributes }) => {
      const include = attributes.get("include")?.replaceAll("\\", "/").replaceAll(")", "/") ?? "";
      return !/[;*?]/.test(include) && baseName(include).toLowerCase() === name;
    });
}

/** An element with definitions that may be those of the source. */
interface Element {
  readonly node: XmlNode;
  /** The conditions that it hangs on, its own and those around it. */
  readonly conditions: readonly string[];
  /** `item`: of the source alone. */
  readonly of: "item" | "all";
  /** Offsets of what stands in it, and that as written. */
  readonly start: number;
  readonly raw: string;
}

function definitionElements(root: XmlNode, items: readonly XmlNode[], text: string): readonly Element[] {
  const found: Element[] = [];
  const add = (nodes: readonly XmlNode[], of: Element["of"]): void => {
    const node = nodes.at(-1);
    if (node === undefined) {
      return;
    }
    const start = tagEnd(node, text);
    const end = text.lastIndexOf("</", node.end);
    const conditions = nodes.flatMap(({ attributes }) => attributes.get("condition") ?? []);
    found.push({ node, conditions, of, start, raw: end < start ? "" : text.slice(start, end) });
  };
  for (const group of root.children.filter(({ lowerName }) => lowerName === "itemdefinitiongroup")) {
    for (const type of group.children.filter(compiles)) {
      for (const node of type.children.filter(definesNames)) {
        add([group, type, node], "all");
      }
    }
  }
  for (const item of items) {
    for (const node of item.children.filter(definesNames)) {
      add([item, node], "item");
    }
  }
  return found;
}

/** Behind the `>` of an element's first tag. */
function tagEnd({ start }: XmlNode, text: string): number {
  const tag = /<(?:[^<>"']|"[^"]*"|'[^']*')*>/y;
  tag.lastIndex = start;
  return start + (tag.exec(text)?.[0].length ?? 0);
}

function metadataOf(evaluation: Evaluation, source: string, name: string): string {
  const spelled = baseName(source.replaceAll("\\", "/")).toLowerCase();
  const item = evaluation.items.find(
    ({ lowerType, include }) =>
      lowerType === "clcompile" && baseName(include.replaceAll("\\", "/")).toLowerCase() === spelled,
  );
  const value = item?.metadata.get(name) ?? evaluation.definitions.get(`clcompile.${name}`) ?? "";
  return value.replace(/%\([^)]*\)/g, "");
}

function definitionsIn(
  evaluation: Evaluation,
  source: string,
  configuration: Configuration | undefined,
  elements: readonly Element[],
  project: string,
): readonly BuildDefinition[] {
  const words = metadataOf(evaluation, source, "preprocessordefinitions").split(";");
  const options = metadataOf(evaluation, source, "additionaloptions");
  for (const match of options.matchAll(/(?:^|\s)[/-]D\s*("[^"]*"|\S+)/g)) {
    words.push(match[1] ?? "");
  }
  const gone = new Set(metadataOf(evaluation, source, "undefinepreprocessordefinitions").split(";"));
  return words.flatMap((word) => {
    const defines = new Map<string, string>();
    if (!word.includes(UNKNOWN)) {
      addDefine(defines, word);
    }
    const [definition] = defines;
    if (definition === undefined || gone.has(definition[0])) {
      return [];
    }
    const at = placeOf(word.trim(), configuration, elements);
    return [
      { name: definition[0], value: definition[1], ...(at === undefined ? {} : { at: { file: project, ...at } }) },
    ];
  });
}

/** Where a word stands in the project, as far as the conditions around it speak of the configuration. */
function placeOf(
  word: string,
  configuration: Configuration | undefined,
  elements: readonly Element[],
): { readonly start: number; readonly end: number } | undefined {
  const fits = ({ conditions }: Element): boolean =>
    conditions.every((condition) => {
      const [, said] = /==\s*'([^']*)'/.exec(condition) ?? [];
      return (
        configuration === undefined ||
        said === undefined ||
        [
          `${configuration.configuration}|${configuration.platform}`,
          configuration.configuration,
          configuration.platform,
        ]
          .map((each) => each.toLowerCase())
          .includes(said.toLowerCase())
      );
    });
  for (const { start, raw } of [...elements].reverse().filter(fits)) {
    let at = start;
    for (const part of raw.split(";")) {
      if (part.trim() === word) {
        const from = at + part.indexOf(word);
        return { start: from, end: from + word.length };
      }
      at += part.length + 1;
    }
  }
  return undefined;
}

const inherits = ({ raw }: Element): boolean => /%\(\s*(?:ClCompile\.)?PreprocessorDefinitions\s*\)/i.test(raw);

/**
 * Where definitions of SQLite's stand already, if all configurations have what stands there; else beside the source, in an
 * element of its own. Undefined where some configuration would not take it over.
 */
function slotIn(
  elements: readonly Element[],
  items: readonly XmlNode[],
  text: string,
  project: string,
): DefinitionSlot | undefined {
  const reachesAll = (from: number): boolean => elements.slice(from + 1).every(inherits);
  const candidates = elements
    .map((element, index) => ({ element, index, options: (element.raw.match(/\bSQLITE_\w+/g) ?? []).length }))
    .filter(({ element, index }) => element.conditions.length === 0 && reachesAll(index))
    .sort((a, b) => b.options - a.options);
  const [best] = candidates;
  const [item, ...others] = items;
  const hasOwn = elements.some(({ of }) => of === "item");
  if (best !== undefined && (best.options > 0 || best.element.of === "item" || item === undefined)) {
    return within(best.element, project);
  }
  return item === undefined || others.length > 0 || hasOwn ? undefined : beside(item, text, project);
}

/** Before what is inherited, which stands last by custom; in the lines of a list that has some. */
function within({ start, raw }: Element, file: string): DefinitionSlot {
  const inherited = /(\s*)%\([^)]*\)\s*$/.exec(raw);
  if (inherited !== null) {
    const blank = inherited[1] ?? "";
    const at = start + inherited.index + blank.length;
    return { at: { file, start: at, end: at }, before: "", prefix: "", between: `;${blank}`, after: `;${blank}` };
  }
  const trimmed = raw.trimEnd();
  const at = start + trimmed.length;
  const before = trimmed === "" || trimmed.endsWith(";") ? "" : ";";
  return { at: { file, start: at, end: at }, before, prefix: "", between: ";", after: "" };
}

/** A new element in the one that lists the source. */
function beside(item: XmlNode, text: string, file: string): DefinitionSlot {
  const end = tagEnd(item, text);
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const indentation = /[^\S\r\n]*$/.exec(text.slice(0, item.start))?.[0] ?? "";
  const step = indentation.includes("\t") ? "\t" : "  ";
  const open = `${eol}${indentation}${step}<PreprocessorDefinitions>`;
  const close = ";%(PreprocessorDefinitions)</PreprocessorDefinitions>";
  const closing = /\s*\/>$/.exec(text.slice(item.start, end));
  return closing === null
    ? { at: { file, start: end, end }, before: open, prefix: "", between: ";", after: close }
    : {
        at: { file, start: end - closing[0].length, end },
        before: `>${open}`,
        prefix: "",
        between: ";",
        after: `${close}${eol}${indentation}</ClCompile>`,
      };
}
