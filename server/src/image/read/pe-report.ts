/** What there is to say of an image of Windows. */
import type { PeImage } from "../../binary/pe.ts";
import { peExports } from "../../binary/pe-exports.ts";
import { peResources } from "../../binary/pe-resources.ts";
import { ImageReader } from "../../binary/record.ts";
import type { ByteSource } from "../../binary/source.ts";
import type { Facts } from "../../facts/index.ts";
import type { ImageReport } from "../report.ts";
import type { OpenParams } from "../worker-protocol.ts";

const nativeSubsystem = 1;

export function peReport(source: ByteSource, image: PeImage, _params: OpenParams, _facts: Facts): ImageReport {
  const reader = new ImageReader(source);
  const isKernel = image.subsystem === nativeSubsystem;
  return {
    format: "pe",
    kind: isKernel ? "Kernel driver for Windows" : "Program or DLL for Windows",
    isKernel,
    machine: hex(image.machine),
    length: source.length,
    groups: [],
    sections: image.sections.map(({ name, address, virtualSize, offset, size }) => ({
      ...{ name, address: hex(address), virtualSize, offset, size },
      ...{ access: "", traits: [], flags: hex(0) },
    })),
    imports: [],
    exports: peExports(reader, image).map(({ name, ordinal, address, forwarder }) => ({
      ...(name === undefined ? {} : { name }),
      ordinal,
      address: hex(address),
      ...(forwarder === undefined ? {} : { forwarder }),
    })),
    resources: peResources(reader, image).map(({ type, name, language, offset, size }) => ({
      ...{ type: String(type), name: String(name), language: String(language), offset, size },
    })),
    findings: [],
    infs: [],
    notes: [],
  };
}

const hex = (value: number): string => `0x${value.toString(16)}`;
