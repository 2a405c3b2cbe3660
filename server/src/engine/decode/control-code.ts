/** I/O control codes, as CTL_CODE makes them: device type, access, function, transfer method. */
import type { ControlCodeName, Facts } from "../../facts/index.ts";
import { say, type Text } from "../reading/hover/card.ts";
import { hex } from "../reading/hover/numbers.ts";
import { bits, type Decoding, type Known, namesOf } from "./decoding.ts";

export interface ControlCodeParts {
  readonly device: number;
  readonly deviceName: string | undefined;
  /** Numbers from 0x8000 on are for vendors. */
  readonly isVendorDevice: boolean;
  readonly fn: number;
  /** Numbers from 0x800 on are for vendors. */
  readonly isVendorFunction: boolean;
  readonly method: ControlCodeName | undefined;
  /** The right or rights that a handle needs. */
  readonly access: readonly ControlCodeName[];
}

/** @param value 32 bits, unsigned */
export function controlCodeParts(value: number, facts: Facts): ControlCodeParts {
  const named = (kind: ControlCodeName["kind"], part: number): ControlCodeName | undefined =>
    facts.controlCode.byValue(part).find((constant) => constant.kind === kind);
  const device = bits(value, 16, 16);
  const access = bits(value, 14, 2);
  const fn = bits(value, 2, 12);
  return {
    device,
    deviceName: named("device", device)?.name,
    isVendorDevice: device >= 0x8000,
    fn,
    isVendorFunction: fn >= 0x800,
    method: named("method", bits(value, 0, 2)),
    access: (access === 0 ? [0] : [1, 2].filter((bit) => (access & bit) !== 0)).flatMap(
      (bit) => named("access", bit) ?? [],
    ),
  };
}

/** Below it the device type would be 0. */
export const smallestControlCode = 0x10000;

/** Whether something is called as control codes are, or what holds or takes them. */
export const namesControlCode = (text: string): boolean =>
  /io_?ctl|io_?control|control_?code|ctl_?code|fs_?ctl|fs_?control/i.test(text);

/** A line for each part, with what it means for the driver. */
export function controlCodeLines(value: number, facts: Facts): readonly Text[] {
  const { device, deviceName, isVendorDevice, fn, isVendorFunction, method, access } = controlCodeParts(value, facts);
  return [
    deviceName === undefined
      ? say`Device type ${hex(device)}${[isVendorDevice ? " (a vendor's)" : ""]}`
      : say`Device type ${deviceName} (${hex(device)})`,
    say`Function ${hex(fn)}${[isVendorFunction ? " (a vendor's)" : ""]}`,
    ...(method === undefined ? [] : [meaningLine(method)]),
    ...access.map(meaningLine),
  ];
}

const meaningLine = ({ name, meaning }: ControlCodeName): Text =>
  meaning === undefined ? say`${name}` : say`${name}: ${[meaning]}`;

export function decodeControlCode(value: number, facts: Facts, asked: Known = {}): Decoding {
  const codes = facts.controlCode.byValue(value).filter(({ kind }) => kind === "code");
  const [name, ...others] = namesOf(codes, asked).map((code) => code.name);
  const parts = controlCodeParts(value, facts);
  return {
    kind: "ioctl",
    value,
    name,
    card: {
      title: name ?? hex(value),
      summary: say`I/O control code ${hex(value)}${[name === undefined ? "" : " of the system"]}`,
      facts: [...controlCodeLines(value, facts), ...(others.length === 0 ? [] : [say`Also ${others.join(", ")}`])],
    },
    fields: {
      device: parts.device,
      deviceName: parts.deviceName ?? null,
      function: parts.fn,
      method: bits(value, 0, 2),
      methodName: parts.method?.name ?? null,
      access: bits(value, 14, 2),
      accessNames: parts.access.map((right) => right.name),
      aliases: others,
    },
  };
}
