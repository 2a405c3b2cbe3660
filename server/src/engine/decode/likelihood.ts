/**
 * How likely a number is a value of each kind. The weights only order the answers: what has a name goes before what
 * merely has the right shape, and how it was written counts, because bug checks and statuses are written in
 * hexadecimal, Win32 errors in decimal and Linux errors with a sign.
 */
import { isPrintableTag } from "../../analysis/pool/tags.ts";
import type { Facts } from "../../facts/index.ts";
import { bugCheckOf } from "./bug-check.ts";
import { controlCodeParts } from "./control-code.ts";
import type { DecodingKind } from "./decoding.ts";
import { setupError } from "./error-numbers.ts";
import { hresultParts, ntBit } from "./hresult.ts";
import type { Reading } from "./input.ts";
import { ntStatusParts } from "./nt-status.ts";
import { shownTag } from "./pool-tag.ts";

export type NumberForm = Exclude<Reading["form"], "name" | "call">;

/** From here on a value is what it seems to be, unless something else says otherwise. */
export const likely = 50;
/** From here on it may be picked out of running text. */
export const certain = 80;

/** 0 where the value cannot be of the kind, else at most 100. */
/** Above it are the error numbers of Linux with their sign. */
const lastNegative = 0xfffff000;

export const weightOf: Readonly<Record<DecodingKind, (value: number, form: NumberForm, facts: Facts) => number>> = {
  ntstatus(value, form, facts) {
    const { severity, isCustomers, facilityName } = ntStatusParts(value, facts);
    if (facts.ntStatus.byValue(value).length > 0) {
      return value >= 0x40000000 ? 90 : value >= 0x10000 || value === 0 ? 60 : form === "hex" ? 40 : 25;
    }
    // The bit is reserved in an NTSTATUS.
    if ((value & ntBit) !== 0 || severity === "success") {
      return 0;
    }
    if (severity === "error") {
      return isCustomers || facilityName !== undefined ? 55 : 30;
    }
    return isCustomers ? 20 : severity === "warning" && facilityName !== undefined ? 15 : 0;
  },
  hresult(value, _form, facts) {
    const { ntStatus, win32Error, facility, facilityName, isCustomers } = hresultParts(value, facts);
    if (facts.hresult.byValue(value).length > 0) {
      return value >= 0x80000000 ? 88 : likely;
    }
    if (ntStatus !== undefined && value >= 0x80000000) {
      return facts.ntStatus.byValue(ntStatus).length > 0 ? 85 : 0;
    }
    if (win32Error !== undefined) {
      return facts.win32Error.byValue(win32Error).length > 0 ? 86 : 70;
    }
    if (value >>> 30 !== 2) {
      return 0;
    }
    return isCustomers ? 18 : facility === 0 ? 25 : facilityName === undefined ? 10 : 60;
  },
  ioctl(value, _form, facts) {
    if (value < 0x10000) {
      return 0;
    }
    if (facts.controlCode.byValue(value).some(({ kind }) => kind === "code")) {
      return 95;
    }
    const { device, deviceName, isVendorDevice, isVendorFunction } = controlCodeParts(value, facts);
    if (deviceName !== undefined) {
      return isVendorFunction ? 72 : 55;
    }
    if (!isVendorDevice) {
      // Newer device types than are known here; what is larger is hardly one.
      return device < 0x1000 ? 10 : isVendorFunction ? 8 : 0;
    }
    if (isVendorFunction && value <= lastNegative) {
      return 65;
    }
    // With the bit that is reserved in an NTSTATUS it is none, and an HRESULT only where it wraps one.
    const isOther = (value & ntBit) === 0 || facts.ntStatus.byValue((value & ~ntBit) >>> 0).length > 0;
    return isOther || value > lastNegative ? 0 : 12;
  },
  bugcheck(value, form, facts) {
    const known = bugCheckOf(value, facts);
    if (known === undefined || value === 0) {
      return 0;
    }
    if (known.value !== value) {
      return value < 0x10010000 ? 90 : 0;
    }
    return value >= 0x10000 ? 82 : form === "hex" ? 92 : form === "asHex" ? 35 : 0;
  },
  tag(value, form) {
    if (!isPrintableTag(value)) {
      return 0;
    }
    if (form === "literal") {
      return 100;
    }
    if (form === "characters") {
      return 78;
    }
    const shown = shownTag(value);
    return shown.length < 4 ? (/^\w{3}$/.test(shown) ? 14 : 0) : /^[\w ]+$/.test(shown) ? 75 : 30;
  },
  win32(value, form, facts) {
    if (setupError(value, facts) !== undefined) {
      return 84;
    }
    return value >= 0x10000 || facts.win32Error.byValue(value).length === 0 || form === "asHex"
      ? 0
      : value === 0
        ? 40
        : form === "decimal"
          ? 60
          : 22;
  },
  errno(value, form, facts) {
    const negated = 0x100000000 - value;
    if (form === "negative" || value > lastNegative) {
      return facts.linuxErrno.byValue(negated).length === 0 ? 0 : form === "negative" ? 92 : 62;
    }
    return form === "decimal" && facts.linuxErrno.byValue(value).length > 0 ? 34 : 0;
  },
};
