/** What readers say of one file of Linux, read once for all that is told and judged of it. */
import type { ElfImage } from "../../../binary/elf.ts";
import { type ElfDebug, elfDebug } from "../../../binary/elf-debug.ts";
import { type ElfDynamic, elfDynamic } from "../../../binary/elf-dynamic.ts";
import { type ModInfo, modInfo } from "../../../binary/elf-modinfo.ts";
import {
  type ExportedSymbol,
  exportedSymbols,
  moduleName,
  type UndefinedSymbol,
  undefinedSymbols,
} from "../../../binary/elf-module.ts";
import { symbolVersions } from "../../../binary/module-versions.ts";
import { ImageReader } from "../../../binary/record.ts";
import type { ByteSource } from "../../../binary/source.ts";
import { parseSymvers, type Symvers } from "../../../binary/symvers.ts";
import { type ElfKind, elfKind } from "./kind.ts";

export interface ElfContents {
  readonly reader: ImageReader;
  readonly image: ElfImage;
  readonly kind: ElfKind;
  /** "snd_hda_intel"; undefined where it is no module. */
  readonly moduleName: string | undefined;
  readonly info: readonly ModInfo[];
  readonly undefinedSymbols: readonly UndefinedSymbol[];
  /** Of a kernel module. */
  readonly exported: readonly ExportedSymbol[];
  /** CRCs that the module expects, "module_layout" among them. */
  readonly versions: ReadonlyMap<string, number>;
  readonly debug: ElfDebug;
  readonly dynamic: ElfDynamic | undefined;
  /** Undefined where nobody said for which kernel it is. */
  readonly symvers: Symvers | undefined;
}

/** @param symvers the text of a Module.symvers */
export function elfContents(source: ByteSource, image: ElfImage, symvers: string | undefined): ElfContents {
  const reader = new ImageReader(source, image.isLittle);
  const info = modInfo(reader, image);
  const kind = elfKind(image, info);
  const isModule = kind.isKernel;
  return {
    reader,
    image,
    kind,
    moduleName: isModule ? (moduleName(reader, image) ?? info.find(({ key }) => key === "name")?.value) : undefined,
    info,
    undefinedSymbols: undefinedSymbols(reader, image),
    exported: isModule ? exportedSymbols(reader, image) : [],
    versions: isModule ? symbolVersions(reader, image) : new Map(),
    debug: elfDebug(reader, image),
    dynamic: elfDynamic(reader, image),
    symvers: isModule && symvers !== undefined ? parseSymvers(symvers) : undefined,
  };
}

/** All that a module says under a key, in its order. */
export const infoOf = ({ info }: Pick<ElfContents, "info">, wanted: string): string[] =>
  info.flatMap(({ key, value }) => (key === wanted ? [value] : []));
