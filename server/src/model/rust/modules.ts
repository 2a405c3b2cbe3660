/** Where `mod name;` leads: the files that a module's text may be in, as the compiler looks for them. */
import { baseName, joinPath, parentOf, stemOf } from "../unit/paths.ts";

/** A `mod name;`, with the inline modules around it. */
export interface ModuleDeclaration {
  readonly name: string;
  /** Outermost first. */
  readonly scope: readonly string[];
  /** The value of `#[path = "..."]`. */
  readonly path: string | undefined;
}

/**
 * The files to look for, the first that is there counts.
 * @param file that it is declared in
 * @param ownsFolder whether the file's modules lie beside it: it is the crate's root, `mod.rs`, or came by `#[path]`
 */
export function moduleFiles(
  file: string,
  ownsFolder: boolean,
  { name, scope, path }: ModuleDeclaration,
): readonly string[] {
  const beside = parentOf(file);
  const folder = ownsFolder ? beside : `${beside}/${stemOf(file)}`;
  if (path !== undefined) {
    // Outside of inline modules it counts from the file's own folder, whatever the file is called.
    return [joinPath(scope.length === 0 ? beside : [folder, ...scope].join("/"), path)];
  }
  const inside = [folder, ...scope].join("/");
  return [`${inside}/${name}.rs`, `${inside}/${name}/mod.rs`];
}

/** Whether modules of a file that `mod` led to lie beside it. */
export function ownsItsFolder(file: string, declaration: ModuleDeclaration): boolean {
  return declaration.path !== undefined || baseName(file) === "mod.rs";
}
