/** NTSTATUS values: severity, customer bit, facility and code, and what the system's own ones mean. */
import type { Facts } from "../../facts/index.ts";
import { say, type Text } from "../reading/hover/card.ts";
import { hex } from "../reading/hover/numbers.ts";
import { bits, type Decoding, type Known, namesOf, phrase } from "./decoding.ts";

export interface NtStatusParts {
  readonly severity: "success" | "information" | "warning" | "error";
  /** A driver's or an application's own value; those of the system have the bit clear. */
  readonly isCustomers: boolean;
  readonly facility: number;
  readonly facilityName: string | undefined;
  readonly code: number;
  /** What NT_SUCCESS gives. */
  readonly isSuccess: boolean;
}

/** @param value 32 bits, unsigned */
export function ntStatusParts(value: number, facts: Facts): NtStatusParts {
  const severity = severities[bits(value, 30, 2)] ?? "success";
  const isCustomers = bits(value, 29, 1) === 1;
  const facility = bits(value, 16, 12);
  return {
    severity,
    isCustomers,
    facility,
    facilityName: isCustomers ? undefined : facts.facility("ntstatus", facility),
    code: bits(value, 0, 16),
    isSuccess: value < 0x80000000,
  };
}

const severities = ["success", "information", "warning", "error"] as const;

const severityWords = {
  success: "success",
  information: "information",
  warning: "a warning",
  error: "an error",
} as const;

/** `NTSTATUS 0xC000000D (-1073741811), an error: NT_SUCCESS is FALSE`. */
export function ntStatusSummary(what: string, value: number, facts: Facts): Text {
  const { severity, isSuccess } = ntStatusParts(value, facts);
  return say`${[what]} ${hex(value, 8)} (${[String(value | 0)]}), ${[severityWords[severity]]}: ${"NT_SUCCESS"} is ${isSuccess ? "TRUE" : "FALSE"}`;
}

/** `Facility FACILITY_FILTER_MANAGER (0x1C), code 0x1`. */
export function ntStatusFacility(value: number, facts: Facts): Text {
  const { facility, facilityName, isCustomers, code } = ntStatusParts(value, facts);
  const name: Text =
    facilityName !== undefined
      ? say`${facilityName} (${hex(facility)})`
      : facility === 0 && !isCustomers
        ? say`${"0x0"} (the system at large)`
        : say`${hex(facility)}`;
  return say`Facility ${name}, code ${hex(code)}`;
}

/** A value that may have no name: what its bits say. */
export function decodeNtStatus(value: number, facts: Facts, asked: Known = {}): Decoding {
  const [known, ...others] = namesOf(facts.ntStatus.byValue(value), asked);
  const parts = ntStatusParts(value, facts);
  return {
    kind: "ntstatus",
    value,
    name: known?.name,
    card: {
      title: known?.name ?? hex(value, 8),
      summary: ntStatusSummary("NTSTATUS", value, facts),
      facts: [
        ...phrase(known?.meaning),
        ntStatusFacility(value, facts),
        parts.isCustomers
          ? ["Customer bit set: a driver's or an application's own value, which only its sources explain"]
          : known === undefined
            ? ["Customer bit clear: one of the system's, but not one that is known here"]
            : ["Customer bit clear: one of the system's"],
        ...(others.length === 0 ? [] : [say`Also ${others.map(({ name }) => name).join(", ")}`]),
      ],
    },
    fields: {
      severity: parts.severity,
      ntSuccess: parts.isSuccess,
      customer: parts.isCustomers,
      facility: parts.facility,
      facilityName: parts.facilityName ?? null,
      code: parts.code,
      meaning: known?.meaning ?? null,
      aliases: others.map(({ name }) => name),
    },
  };
}
