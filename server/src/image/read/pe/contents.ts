/** What readers say of one image of Windows, read once for all that is told and judged of it. */
import type { PeImage } from "../../../binary/pe.ts";
import { peChecksum } from "../../../binary/pe-checksum.ts";
import { type PeDebugEntry, peDebug } from "../../../binary/pe-debug.ts";
import { type PeExport, peExports } from "../../../binary/pe-exports.ts";
import { type PeImport, peImports } from "../../../binary/pe-imports.ts";
import { type PeLoadConfig, peLoadConfig } from "../../../binary/pe-load-config.ts";
import { type PeRelocations, peRelocations } from "../../../binary/pe-relocations.ts";
import { type PeResource, peResources } from "../../../binary/pe-resources.ts";
import { type PeCertificateEntry, peCertificates } from "../../../binary/pe-signature.ts";
import { type PeVersion, peVersion } from "../../../binary/pe-version.ts";
import { ImageReader } from "../../../binary/record.ts";
import type { ByteSource } from "../../../binary/source.ts";
import { type PeKind, peKind } from "./kind.ts";

export interface PeContents {
  readonly reader: ImageReader;
  readonly image: PeImage;
  readonly kind: PeKind;
  readonly imports: readonly PeImport[];
  readonly exports: readonly PeExport[];
  readonly resources: readonly PeResource[];
  readonly version: PeVersion | undefined;
  readonly debug: readonly PeDebugEntry[];
  readonly relocations: PeRelocations | undefined;
  readonly loadConfig: PeLoadConfig | undefined;
  readonly certificates: readonly PeCertificateEntry[];
  /** What should be stored; undefined where the file is too large to be read for that. */
  readonly checksum: number | undefined;
}

/** In bytes: read in less than a second. Drivers of this size hold firmware. */
const largestChecked = 128 * 1024 * 1024;

/** @throws SourceError where the host can no longer read */
export function peContents(source: ByteSource, image: PeImage, name: string): PeContents {
  const reader = new ImageReader(source);
  const imports = peImports(reader, image);
  const resources = peResources(reader, image);
  return {
    reader,
    image,
    kind: peKind(image, imports, name),
    imports,
    exports: peExports(reader, image),
    resources,
    version: peVersion(reader, image, resources),
    debug: peDebug(reader, image),
    relocations: peRelocations(reader, image),
    loadConfig: peLoadConfig(reader, image),
    certificates: peCertificates(reader, image),
    checksum: source.length <= largestChecked ? peChecksum(source, image) : undefined,
  };
}
