/**
 * Evaluates an MSBuild project for one configuration as far as driver units need it: properties in order, local imports,
 * items of every configuration, and the metadata of ClCompile and Link. Nothing is run; what is not known is UNKNOWN.
 */
import { expandMacros } from "./macros.ts";
import { type Exists, holds } from "./msbuild-condition.ts";
import { baseName, parentOf, stemOf } from "./paths.ts";
import type { XmlNode } from "./xml.ts";

/** Stands for the value of a macro that nobody here defines, so that a path with one is dropped and not misread. */
export const UNKNOWN = "\u0001";

export interface MsbuildItem {
  readonly lowerType: string;
  /** Expanded, may hold wildcards; split at ';'. */
  readonly include: string;
  /** By lower-case name, expanded; `%(Name)` has become the value of the definition. */
  readonly metadata: ReadonlyMap<string, string>;
  /** Whether the item is kept from every build, not from a single configuration. */
  readonly excluded: boolean;
}

export interface Evaluation {
  /** The value of a property without UNKNOWN; undefined where it is not set or empty. */
  property(name: string): string | undefined;
  /** The name of the file that set a property last. */
  saidBy(name: string): string;
  readonly items: readonly MsbuildItem[];
  /** Metadata of ItemDefinitionGroup, "clcompile.preprocessordefinitions" to the expanded value. */
  readonly definitions: ReadonlyMap<string, string>;
}

/** How the evaluator sees files; `load` gives undefined for what is outside the tree or malformed. */
export interface ProjectLoader {
  load(path: string): XmlNode | undefined;
  /** The text that places of nodes count in. */
  text(path: string): string | undefined;
  findFile(base: string, spelled: string): string | undefined;
  /** The folder of the solution that a project belongs to. */
  solutionDirectory(project: string): string;
}

const MAX_IMPORTS = 100;

/**
 * The items and properties of a project with its local imports, conditions evaluated as far as they can be.
 * @param asked one of the project's configurations; the most telling one if left out
 */
export function evaluateProject(
  loader: ProjectLoader,
  project: string,
  root: XmlNode,
  asked?: Configuration,
): Evaluation {
  const properties = new Map<string, { value: string; file: string }>();
  const items: MsbuildItem[] = [];
  const definitions = new Map<string, string>();
  const imported = new Set<string>([project]);
  const configurations = projectConfigurations(root);
  const chosen = asked ?? chooseConfiguration(configurations);
  const directory = parentOf(project);

  const set = (name: string, value: string, file: string): void => {
    properties.set(name.toLowerCase(), { value, file });
  };
  const builtIn: readonly (readonly [string, string])[] = [
    ["Configuration", chosen.configuration],
    ["Platform", chosen.platform],
    ["ConfigurationName", chosen.configuration],
    ["PlatformName", chosen.platform],
    ["ProjectDir", `${directory}/`],
    ["MSBuildProjectDirectory", directory],
    ["MSBuildProjectName", stemOf(project)],
    ["ProjectName", stemOf(project)],
    ["MSBuildProjectFullPath", project],
    ["SolutionDir", `${loader.solutionDirectory(project)}/`],
  ];
  for (const [name, value] of builtIn) set(name, value, project);

  function expand(text: string, file: string): string {
    if (!text.includes("$(")) return text;
    // Innermost first, so that $([MSBuild]::Add($(A), 1)) ends as one unknown.
    return expandMacros(text, /\$\(([^()$]*)\)/g, (name) => lookUp(name.toLowerCase(), file));
  }

  function lookUp(name: string, file: string): string {
    if (name === "msbuildthisfiledirectory") return `${parentOf(file)}/`;
    if (name === "msbuildthisfilename") return stemOf(file);
    return properties.get(name)?.value ?? UNKNOWN;
  }

  function conditionHolds(node: XmlNode, file: string): boolean {
    const condition = node.attributes.get("condition");
    if (condition === undefined || condition === "") return true;
    const exists: Exists = (spelled) => loader.findFile(parentOf(file), spelled) !== undefined;
    // In a comparison an undefined property is the empty string, as MSBuild has it.
    return holds(expand(condition, file).replaceAll(UNKNOWN, ""), exists);
  }

  function evaluate(node: XmlNode, file: string): void {
    for (const child of node.children) {
      switch (child.lowerName) {
        case "propertygroup":
          if (conditionHolds(child, file)) evaluateProperties(child, file);
          break;
        case "itemdefinitiongroup":
          if (conditionHolds(child, file)) evaluateDefinitions(child, file);
          break;
        case "itemgroup":
          // Sources are the union over configurations: a file of one platform is a file of the driver.
          for (const item of child.children) addItem(item, file);
          break;
        case "import":
          if (conditionHolds(child, file)) importFile(child, file);
          break;
        case "importgroup":
          if (conditionHolds(child, file)) evaluate(child, file);
          break;
        case "choose":
          evaluateChoose(child, file);
          break;
      }
    }
  }

  function evaluateChoose(node: XmlNode, file: string): void {
    const taken = node.children.find((child) => child.lowerName === "otherwise" || conditionHolds(child, file));
    if (taken !== undefined) evaluate(taken, file);
  }

  function evaluateProperties(group: XmlNode, file: string): void {
    for (const property of group.children) {
      // What a build is asked for wins over the project, which may set a default of its own.
      if (property.lowerName === "configuration" || property.lowerName === "platform") continue;
      if (conditionHolds(property, file)) set(property.name, expand(property.text, file), file);
    }
  }

  function evaluateDefinitions(group: XmlNode, file: string): void {
    for (const type of group.children) {
      if (!conditionHolds(type, file)) continue;
      for (const [name, value] of readMetadata(type, file)) definitions.set(`${type.lowerName}.${name}`, value);
    }
  }

  function readMetadata(item: XmlNode, file: string): ReadonlyMap<string, string> {
    const metadata = new Map<string, string>();
    for (const child of item.children) {
      if (child.lowerName === "excludedfrombuild" || !conditionHolds(child, file)) continue;
      const inherited = metadata.get(child.lowerName) ?? definitions.get(`${item.lowerName}.${child.lowerName}`) ?? "";
      const value = expand(child.text, file).replace(/%\(([^)]*)\)/g, (_all, name: string) => {
        return (name.split(".").at(-1) ?? "").toLowerCase() === child.lowerName ? inherited : "";
      });
      if (value.length < 65_536) metadata.set(child.lowerName, value);
    }
    return metadata;
  }

  function addItem(item: XmlNode, file: string): void {
    const include = item.attributes.get("include");
    if (include === undefined || item.lowerName === "projectconfiguration") return;
    const base = parentOf(file);
    const metadata = readMetadata(item, file);
    const excluded = isExcluded(item, configurations.length);
    for (const part of expand(include, file).split(";")) {
      const spelled = part.trim();
      if (spelled === "" || spelled.includes(UNKNOWN)) continue;
      // Items are relative to the project, but a shared-items file names its own folder by macro; try both.
      const fromImport = base !== directory && loader.findFile(directory, spelled) === undefined;
      const path = fromImport ? loader.findFile(base, spelled) : undefined;
      items.push({ lowerType: item.lowerName, include: path ?? spelled, metadata, excluded });
    }
  }

  function importFile(node: XmlNode, file: string): void {
    const spelled = expand(node.attributes.get("project") ?? "", file);
    if (spelled === "" || spelled.includes(UNKNOWN) || imported.size > MAX_IMPORTS) return;
    importPath(loader.findFile(parentOf(file), spelled));
  }

  function importPath(path: string | undefined): void {
    if (path === undefined || imported.has(path)) return;
    imported.add(path);
    const loaded = loader.load(path);
    if (loaded !== undefined) evaluate(loaded, path);
  }

  importPath(fileAbove(loader, directory, "Directory.Build.props"));
  evaluate(root, project);
  importPath(fileAbove(loader, directory, "Directory.Build.targets"));

  return {
    property: (name) => properties.get(name.toLowerCase())?.value.replaceAll(UNKNOWN, "").trim() || undefined,
    saidBy: (name) => baseName(properties.get(name.toLowerCase())?.file ?? project),
    items,
    definitions,
  };
}

export interface Configuration {
  readonly configuration: string;
  readonly platform: string;
}

/** The configurations that a project lists, in its order. */
export function projectConfigurations(root: XmlNode): readonly Configuration[] {
  const found: Configuration[] = [];
  for (const group of root.children) {
    if (group.lowerName !== "itemgroup") continue;
    for (const item of group.children) {
      if (item.lowerName !== "projectconfiguration") continue;
      const [configuration, platform] = (item.attributes.get("include") ?? "").split("|");
      if (configuration !== undefined && platform !== undefined) found.push({ configuration, platform });
    }
  }
  return found;
}

/** The platforms that a project has configurations for, as written. */
export const platformsOf = (root: XmlNode): readonly string[] =>
  projectConfigurations(root).map(({ platform }) => platform);

/** x64 Debug, else x64 of any name, else what the project lists first. */
function chooseConfiguration(configurations: readonly Configuration[]): Configuration {
  const score = ({ configuration, platform }: Configuration): number => {
    const byPlatform = platform.toLowerCase() === "x64" ? 4 : 0;
    const name = configuration.toLowerCase();
    return byPlatform + (name === "debug" ? 3 : name === "release" ? 2 : name.endsWith("debug") ? 1 : 0);
  };
  let best = configurations[0] ?? { configuration: "Debug", platform: "x64" };
  for (const candidate of configurations) if (score(candidate) > score(best)) best = candidate;
  return best;
}

/** ExcludedFromBuild without a condition, or with one for each configuration. */
function isExcluded(item: XmlNode, configurations: number): boolean {
  let conditional = 0;
  for (const child of item.children) {
    if (child.lowerName !== "excludedfrombuild" || child.text.toLowerCase() !== "true") continue;
    if (!child.attributes.has("condition")) return true;
    conditional += 1;
  }
  return conditional > 0 && conditional >= configurations;
}

function fileAbove(loader: ProjectLoader, directory: string, name: string): string | undefined {
  for (let at = directory; at !== ""; at = parentOf(at)) {
    const found = loader.findFile(at, name);
    if (found !== undefined) return found;
  }
  return undefined;
}
