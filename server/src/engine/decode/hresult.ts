/** HRESULT values: severity, facility and code, and the Win32 error or NTSTATUS that is wrapped in one. */
import type { Facts, NamedConstant } from "../../facts/index.ts";
import { say, type Text } from "../reading/hover/card.ts";
import { hex } from "../reading/hover/numbers.ts";
import { bits, type Decoding, type Known, namesOf, phrase } from "./decoding.ts";

/** The bit that HRESULT_FROM_NT sets (FACILITY_NT_BIT). */
export const ntBit = 0x10000000;

const win32Facility = 7;

export interface HresultParts {
  readonly isFailure: boolean;
  /** Not Microsoft's. */
  readonly isCustomers: boolean;
  readonly facility: number;
  readonly facilityName: string | undefined;
  readonly code: number;
  /** The NTSTATUS that HRESULT_FROM_NT made it of. */
  readonly ntStatus: number | undefined;
  /** The error that HRESULT_FROM_WIN32 made it of. */
  readonly win32Error: number | undefined;
}

/** @param value 32 bits, unsigned */
export function hresultParts(value: number, facts: Facts): HresultParts {
  const isNt = bits(value, 28, 1) === 1;
  const facility = bits(value, 16, 12);
  const isCustomers = bits(value, 29, 1) === 1;
  const isWin32 = value >>> 16 === 0x8000 + win32Facility;
  return {
    isFailure: value >= 0x80000000,
    isCustomers,
    facility,
    // A wrapped NTSTATUS keeps the facility that it has as one.
    facilityName: isCustomers ? undefined : facts.facility(isNt ? "ntstatus" : "hresult", facility),
    code: bits(value, 0, 16),
    ntStatus: isNt ? (value & ~ntBit) >>> 0 : undefined,
    win32Error: isWin32 ? bits(value, 0, 16) : undefined,
  };
}

/** `HRESULT 0x80070005 (-2147024891), a failure: SUCCEEDED is FALSE`. */
export function hresultSummary(what: string, value: number): Text {
  const isFailure = value >= 0x80000000;
  return say`${[what]} ${hex(value, 8)} (${[String(value | 0)]}), ${[isFailure ? "a failure" : "success"]}: ${"SUCCEEDED"} is ${isFailure ? "FALSE" : "TRUE"}`;
}

/** What an HRESULT is made of: the error that it wraps, or its facility and code. */
export function hresultFacts(value: number, facts: Facts): readonly Text[] {
  const { ntStatus, win32Error, facility, facilityName, code, isCustomers } = hresultParts(value, facts);
  const known = ntStatus === undefined ? wrappedError(win32Error, facts) : facts.ntStatus.byValue(ntStatus)[0];
  if (ntStatus !== undefined) {
    return [
      say`${"FACILITY_NT_BIT"} (${hex(ntBit)}) is set: ${`HRESULT_FROM_NT(${known?.name ?? hex(ntStatus, 8)})`}`,
      ...phrase(known?.meaning),
    ];
  }
  if (win32Error !== undefined) {
    return [say`${`HRESULT_FROM_WIN32(${known?.name ?? win32Error})`}, Win32 error ${[String(win32Error)]}`];
  }
  return [
    facilityName === undefined
      ? say`Facility ${hex(facility)}, code ${hex(code)}`
      : say`Facility ${facilityName} (${hex(facility)}), code ${hex(code)}`,
    ...(isCustomers ? [["Customer bit set: not one of Microsoft's"]] : []),
  ];
}

/** A value that may have no name of its own. */
export function decodeHresult(value: number, facts: Facts, asked: Known = {}): Decoding {
  const [known, ...others] = namesOf(facts.hresult.byValue(value), asked);
  const parts = hresultParts(value, facts);
  const { ntStatus, win32Error } = parts;
  const error = wrappedError(win32Error, facts);
  const status = ntStatus === undefined ? undefined : facts.ntStatus.byValue(ntStatus)[0];
  const wrapped =
    ntStatus !== undefined
      ? `HRESULT_FROM_NT(${status?.name ?? hex(ntStatus, 8)})`
      : win32Error !== undefined
        ? `HRESULT_FROM_WIN32(${error?.name ?? win32Error})`
        : undefined;
  return {
    kind: "hresult",
    value,
    name: known?.name,
    card: {
      title: known?.name ?? wrapped ?? hex(value, 8),
      summary: hresultSummary("HRESULT", value),
      facts: [
        ...phrase(known?.meaning ?? error?.meaning),
        ...hresultFacts(value, facts),
        ...(others.length === 0 ? [] : [say`Also ${others.map(({ name }) => name).join(", ")}`]),
      ],
    },
    fields: {
      severity: parts.isFailure ? "failure" : "success",
      succeeded: !parts.isFailure,
      customer: parts.isCustomers,
      facility: parts.facility,
      facilityName: parts.facilityName ?? null,
      code: parts.code,
      ntStatus: ntStatus ?? null,
      ntStatusName: status?.name ?? null,
      win32Error: win32Error ?? null,
      win32ErrorName: error?.name ?? null,
      meaning: known?.meaning ?? error?.meaning ?? status?.meaning ?? null,
    },
  };
}

function wrappedError(win32Error: number | undefined, facts: Facts): NamedConstant | undefined {
  return win32Error === undefined ? undefined : facts.win32Error.byValue(win32Error)[0];
}
