/** Which of the workspace's drivers an image was built of, as far as names and folders tell. */
import { extensionOf, isInside, stemOf } from "../../../model/unit/paths.ts";
import type { DriverUnit } from "../../../model/unit/types.ts";

type Unit = Pick<DriverUnit, "kind" | "name" | "root" | "projectFile">;

/**
 * Those called like the image, else those in the nearest folder above it; several where projects share a folder. Where neither
 * is known none is meant, unless the folder that the editor shows has one driver alone: a call in a driver that has nothing to
 * do with the image would be blamed for its imports.
 * @param image absolute path
 * @param folders that the editor shows, absolute
 */
export function unitsOfImage<U extends { readonly driver: Unit }>(
  image: string,
  units: readonly U[],
  folders: readonly string[],
): readonly U[] {
  const kind = kindOf(image);
  const fitting = units.filter(({ driver }) => kind === undefined || driver.kind === kind);
  const named = fitting.filter(({ driver }) => isNamedLike(driver, plain(stemOf(image))));
  if (named.length > 0) {
    return nearest(named, image) ?? closest(named, image);
  }
  const around = nearest(fitting, image);
  if (around !== undefined) {
    return around;
  }
  const shown = folders.filter((folder) => isInside(folder, image));
  const beside = fitting.filter(({ driver }) => shown.some((folder) => isInside(folder, driver.root)));
  return beside.length === 1 ? beside : [];
}

/** The kernel that images with such a name are for; undefined where the name does not tell. */
function kindOf(image: string): DriverUnit["kind"] | undefined {
  switch (extensionOf(image)) {
    case "ko":
    case "so":
      return "linux-kernel";
    case "sys":
    case "dll":
    case "exe":
    case "efi":
    case "obj":
      return "windows-kernel";
    default:
      return undefined;
  }
}

/** A kernel module's name has underscores where its file may have dashes. */
const plain = (name: string): string => name.toLowerCase().replaceAll("-", "_");

function isNamedLike({ name, projectFile }: Unit, stem: string): boolean {
  return plain(stemOf(name)) === stem || (projectFile !== undefined && plain(stemOf(projectFile)) === stem);
}

/** Of units whose folder the image is in, those of the innermost. */
function nearest<U extends { readonly driver: Unit }>(units: readonly U[], image: string): readonly U[] | undefined {
  const around = units.filter(({ driver }) => isInside(driver.root, image));
  const depth = Math.max(...around.map(({ driver }) => driver.root.length));
  return around.length === 0 ? undefined : around.filter(({ driver }) => driver.root.length === depth);
}

/** Those that share the most folders with the image: of several copies of a project the one that it lies beside. */
function closest<U extends { readonly driver: Unit }>(units: readonly U[], image: string): readonly U[] {
  const parts = image.split("/");
  const shared = ({ driver }: U): number => {
    const others = driver.root.split("/");
    const apart = parts.findIndex((part, index) => part !== others[index]);
    return apart < 0 ? parts.length : apart;
  };
  const most = Math.max(...units.map(shared));
  return units.filter((unit) => shared(unit) === most);
}
