/** Certificates as X.509 (RFC 5280) has them: what people ask of one. Nothing is verified here. */

import {
  contextTag,
  type DerValue,
  derHex,
  derParts,
  derTags,
  derText,
  derTime,
  derValues,
  objectIdentifierOf,
} from "./der.ts";

export interface Certificate {
  /** Its common name; where it has none, its organization. */
  readonly subject: string | undefined;
  readonly issuer: string | undefined;
  /** In hexadecimal digits. */
  readonly serialNumber: string;
  /** "2024-05-01T00:00:00Z". */
  readonly notBefore: string | undefined;
  readonly notAfter: string | undefined;
  /** What it may be used for, by identifier: 1.3.6.1.4.1.311.10.3.5 is WHQL's. */
  readonly usages: readonly string[];
}

const commonName = "2.5.4.3";
const organization = "2.5.4.10";
const extendedKeyUsage = "2.5.29.37";
const mostUsages = 50;

/** @returns undefined where it is none */
export function certificateOf(value: DerValue): Certificate | undefined {
  const [first, ...others] = derParts(derParts(value)[0]);
  if (first === undefined) return undefined;
  // The version may be left out.
  const parts = first.tag === contextTag(0) ? others : [first, ...others];
  const [number, , issuer, validity, subject] = parts;
  if (number?.tag !== derTags.integer || subject === undefined) return undefined;
  const [notBefore, notAfter] = derParts(validity);
  return {
    subject: commonNameOf(subject),
    issuer: commonNameOf(issuer),
    serialNumber: serialNumberOf(number),
    notBefore: derTime(notBefore),
    notAfter: derTime(notAfter),
    usages: usagesOf(parts.find(({ tag }) => tag === contextTag(3))),
  };
}

/** In hexadecimal digits, as programs show it: without the zero that makes a number no negative one. */
export function serialNumberOf(number: DerValue | undefined): string {
  if (number?.tag !== derTags.integer) return "";
  const { content } = number;
  return derHex(content.length > 1 && content[0] === 0 ? content.subarray(1) : content);
}

/** Of a Name; undefined where it has neither a common name nor an organization. */
export function commonNameOf(name: DerValue | undefined): string | undefined {
  const attributes = derParts(name).flatMap((one) =>
    derParts(one, derTags.set).map((attribute) => derParts(attribute)),
  );
  const textOf = (kind: string): string | undefined => {
    const text = attributes.find(([identifier]) => objectIdentifierOf(identifier) === kind)?.[1];
    return text === undefined ? undefined : derText(text);
  };
  return textOf(commonName) ?? textOf(organization);
}

function usagesOf(extensions: DerValue | undefined): readonly string[] {
  for (const extension of derParts(derParts(extensions, contextTag(3))[0])) {
    const [identifier, ...rest] = derParts(extension);
    const value = rest.at(-1);
    if (objectIdentifierOf(identifier) !== extendedKeyUsage || value?.tag !== derTags.octets) continue;
    return derParts(derValues(value.content)[0])
      .slice(0, mostUsages)
      .flatMap((usage) => objectIdentifierOf(usage) ?? []);
  }
  return [];
}
