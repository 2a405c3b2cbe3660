/** Reads Cargo.toml. */
import { type AST, parseTOML } from "toml-eslint-parser";
import type { Place } from "../place.ts";
import type { CrateDependency, CrateManifest, CrateProfile, ManifestValue } from "./manifest.ts";

export type ManifestReading =
  | { readonly ok: true; readonly manifest: ReadManifest }
  | { readonly ok: false; readonly message: string };

/** What else is said in it, for those who look for a package's targets. */
export interface ReadManifest extends CrateManifest {
  /** It has `[package]`. */
  readonly isPackage: boolean;
  /** It has `[workspace]`. */
  readonly isWorkspace: boolean;
  readonly lib: TargetSection | undefined;
  readonly bins: readonly TargetSection[];
  /** Whether src/bin and src/main.rs are programs of it where nobody says so. */
  readonly findsBins: boolean;
  /** `package.build`, where it is a path. */
  readonly buildScript: string | undefined;
}

/** `[lib]` or one of `[[bin]]`. */
export interface TargetSection {
  readonly name: string | undefined;
  /** Relative to the manifest's folder. */
  readonly path: string | undefined;
}

/** @param workspace the root manifest of the workspace that the package belongs to, where it is another one */
export function readManifest(path: string, text: string, workspace?: ReadManifest): ManifestReading {
  try {
    const root = tableOf(parseTOML(text, { tomlVersion: "latest" }));
    return { ok: true, manifest: manifestOf(path, text, root, workspace) };
  } catch (error) {
    // Text that is no TOML, or that is nested deeper than the stack is.
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

/** A table: what stands under each of its keys, with the range of the key that was written for it. */
interface Table extends Ranged {
  readonly entries: Map<string, Table | Value>;
}

/** A value, or an array of tables. */
interface Value extends Ranged {
  readonly value: unknown;
}

interface Ranged {
  range: readonly [number, number];
}

const isTable = (entry: Table | Value | undefined): entry is Table => entry !== undefined && "entries" in entry;

const none: Ranged["range"] = [0, 0];

const newTable = (range: Ranged["range"]): Table => ({ entries: new Map(), range });

/** All of it as one table, dotted keys and headers taken apart. */
function tableOf(program: AST.TOMLProgram): Table {
  const [top] = program.body;
  const root = newTable(top.range);
  for (const node of top.body) {
    if (node.type === "TOMLKeyValue") {
      put(root, node);
      continue;
    }
    const keys = node.key.keys.map(nameOf);
    const table = newTable(node.key.range);
    for (const entry of node.body) {
      put(table, entry);
    }
    if (node.kind === "array") {
      const owner = tableAt(root, keys.slice(0, -1), node.key.range);
      const last = keys.at(-1) ?? "";
      const known = owner?.entries.get(last);
      const list = known !== undefined && !isTable(known) && Array.isArray(known.value) ? known.value : [];
      owner?.entries.set(last, { value: [...list, table.entries], range: node.key.range });
    } else {
      const there = tableAt(root, keys, node.key.range);
      if (there !== undefined) {
        there.range = node.key.range;
        for (const [key, value] of table.entries) {
          there.entries.set(key, value);
        }
      }
    }
  }
  return root;
}

/** The table that dotted keys lead to, made where it is not there; undefined where something else stands there. */
function tableAt(root: Table, keys: readonly string[], range: Ranged["range"]): Table | undefined {
  let at = root;
  for (const key of keys) {
    const next = at.entries.get(key) ?? newTable(range);
    if (!isTable(next)) {
      return undefined;
    }
    at.entries.set(key, next);
    at = next;
  }
  return at;
}

function put(table: Table, { key, value }: AST.TOMLKeyValue): void {
  const names = key.keys.map(nameOf);
  const owner = tableAt(table, names.slice(0, -1), key.range);
  owner?.entries.set(names.at(-1) ?? "", contentOf(value, key.range));
}

function contentOf(node: AST.TOMLContentNode, keyRange: Ranged["range"]): Table | Value {
  if (node.type === "TOMLInlineTable") {
    const table = newTable(keyRange);
    for (const entry of node.body) {
      put(table, entry);
    }
    return table;
  }
  return { value: node.type === "TOMLArray" ? node.elements.map(plain) : node.value, range: node.range };
}

function plain(node: AST.TOMLContentNode): unknown {
  return node.type === "TOMLArray" ? node.elements.map(plain) : node.type === "TOMLValue" ? node.value : undefined;
}

const nameOf = (key: AST.TOMLBare | AST.TOMLQuoted): string => (key.type === "TOMLBare" ? key.name : key.value);

function manifestOf(path: string, text: string, root: Table, workspace: ReadManifest | undefined): ReadManifest {
  const anchor = { start: 0 };
  const placeOf = ({ range }: Ranged): Place => ({ file: path, anchor, start: range[0], end: range[1] });
  const at = (...keys: readonly string[]): Table | Value | undefined => {
    let entry: Table | Value | undefined = root;
    for (const key of keys) {
      entry = isTable(entry) ? entry.entries.get(key) : undefined;
    }
    return entry;
  };
  const table = (...keys: readonly string[]): Table | undefined => {
    const entry = at(...keys);
    return isTable(entry) ? entry : undefined;
  };
  const textOf = (entry: Table | Value | undefined): ManifestValue<string> | undefined =>
    entry !== undefined && !isTable(entry) && typeof entry.value === "string"
      ? { value: entry.value, place: placeOf(entry) }
      : undefined;
  const list = (entry: Table | Value | undefined): readonly unknown[] | undefined =>
    entry !== undefined && !isTable(entry) && Array.isArray(entry.value) ? entry.value : undefined;
  const target = (entry: Table): TargetSection => ({
    name: textOf(entry.entries.get("name"))?.value,
    path: textOf(entry.entries.get("path"))?.value,
  });
  const edition = at("package", "edition");
  // Members of a workspace say `edition.workspace = true`; its root says it for itself and for them.
  const ownEdition = textOf(at("workspace", "package", "edition"))?.value ?? "2015";
  const crateTypes = at("lib", "crate-type") ?? at("lib", "crate_type");
  const types = list(crateTypes)?.filter((type) => typeof type === "string");
  const lib = table("lib");
  const wdk = table("package", "metadata", "wdk");
  const autobins = at("package", "autobins");
  const profiles = [...(table("profile")?.entries ?? [])].flatMap(([name, profile]): CrateProfile | [] =>
    isTable(profile) ? { name, place: placeOf(profile), panic: textOf(profile.entries.get("panic")) } : [],
  );
  return {
    path,
    text,
    anchor,
    isPackage: table("package") !== undefined,
    isWorkspace: table("workspace") !== undefined,
    name: textOf(at("package", "name")),
    edition: textOf(edition)?.value ?? (isTable(edition) ? (workspace ?? { edition: ownEdition }).edition : ownEdition),
    dependencies: dependenciesOf(root, placeOf),
    crateTypes: types && crateTypes && { value: types, place: placeOf(crateTypes) },
    profiles: workspace?.profiles ?? profiles,
    driverModel:
      textOf(at("package", "metadata", "wdk", "driver-model", "driver-type")) ??
      textOf(at("workspace", "metadata", "wdk", "driver-model", "driver-type")) ??
      workspace?.driverModel,
    hasWdkMetadata:
      wdk !== undefined || table("workspace", "metadata", "wdk") !== undefined || workspace?.hasWdkMetadata === true,
    lib: lib && target(lib),
    // `[[bin]]`s: see `tableOf`.
    bins: (list(at("bin")) ?? []).flatMap((entry) =>
      entry instanceof Map ? target({ entries: entry, range: none }) : [],
    ),
    findsBins: autobins === undefined || isTable(autobins) || autobins.value !== false,
    buildScript: textOf(at("package", "build"))?.value,
  };
}

function dependenciesOf(root: Table, placeOf: (entry: Ranged) => Place): readonly CrateDependency[] {
  const tables = [root.entries.get("dependencies")];
  const targets = root.entries.get("target");
  for (const target of isTable(targets) ? targets.entries.values() : []) {
    tables.push(isTable(target) ? target.entries.get("dependencies") : undefined);
  }
  return tables.flatMap((table) =>
    [...(isTable(table) ? table.entries : [])].map(([name, entry]): CrateDependency => {
      const renamed = isTable(entry) ? entry.entries.get("package") : undefined;
      const optional = isTable(entry) ? entry.entries.get("optional") : undefined;
      return {
        package: renamed !== undefined && !isTable(renamed) && typeof renamed.value === "string" ? renamed.value : name,
        name: name.replaceAll("-", "_"),
        place: placeOf(entry),
        isOptional: optional !== undefined && !isTable(optional) && optional.value === true,
      };
    }),
  );
}
