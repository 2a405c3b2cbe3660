/** Error numbers without parts: those of Win32, which GetLastError gives, and those of Linux. */
import type { Facts, NamedConstant } from "../../facts/index.ts";
import { say, type Text } from "../reading/hover/card.ts";
import { hex } from "../reading/hover/numbers.ts";
import { type Decoding, type Known, namesOf, phrase } from "./decoding.ts";

/** `Win32 error 5 (GetLastError): as an HRESULT 0x80070005`. */
export const win32Summary = (value: number): Text =>
  value === 0
    ? say`Win32 error 0 (${"GetLastError"}): no error`
    : say`Win32 error ${[String(value)]} (${"GetLastError"}); as an HRESULT ${hex(0x80070000 + (value % 0x10000), 8)}`;

/** An error of SetupAPI (0xE0000xxx), whose HRESULT is 0x800F0xxx: it has the same name but for the prefix. */
export function setupError(value: number, facts: Facts): NamedConstant | undefined {
  const [known] = value >>> 16 === 0xe000 ? facts.hresult.byValue(0x800f0000 + (value % 0x10000)) : [];
  return known?.name.startsWith("SPAPI_E_")
    ? { ...known, name: known.name.replace("SPAPI_E_", "ERROR_"), value }
    : undefined;
}

export function decodeWin32Error(value: number, facts: Facts, asked: Known = {}): Decoding {
  const setup = setupError(value, facts);
  const [known, ...others] = setup === undefined ? namesOf(facts.win32Error.byValue(value), asked) : [setup];
  return {
    kind: "win32",
    value,
    name: known?.name,
    card: {
      title: known?.name ?? String(value),
      summary:
        setup === undefined
          ? win32Summary(value)
          : say`SetupAPI error ${hex(value, 8)} (${"GetLastError"}); as an HRESULT ${hex(0x800f0000 + (value % 0x10000), 8)}`,
      facts: [
        ...(known === undefined ? [["Not one that is known here"]] : phrase(known.meaning)),
        ...(others.length === 0 ? [] : [say`Also ${others.map(({ name }) => name).join(", ")}`]),
      ],
    },
    fields: { code: value, meaning: known?.meaning ?? null },
  };
}

/** `Error number 12: kernel code returns -ENOMEM`. */
export function errnoSummary({ name, value }: NamedConstant): Text {
  // Alpha, MIPS, PA-RISC and SPARC number what is no classic Unix error in their own ways.
  const where = value < firstVaried || value >= firstInternal ? "" : " on most architectures";
  return say`Error number ${String(value)}${[where]}: kernel code returns ${`-${name}`}`;
}

const firstVaried = 35;
const firstInternal = 512;

/** @param value without its sign */
export function decodeErrno(value: number, facts: Facts, asked: Known = {}): Decoding {
  const [known, ...others] = namesOf(facts.linuxErrno.byValue(value), asked);
  return {
    kind: "errno",
    value,
    name: known?.name,
    card: {
      title: known?.name ?? String(value),
      summary: known === undefined ? say`Linux error number ${String(value)}` : ["Linux: ", ...errnoSummary(known)],
      facts: [
        ...(known === undefined ? [["Not one that is known here"]] : phrase(known.meaning)),
        ...(others.length === 0 ? [] : [say`Also ${others.map(({ name }) => name).join(", ")}`]),
      ],
    },
    fields: { code: value, meaning: known?.meaning ?? null },
  };
}
