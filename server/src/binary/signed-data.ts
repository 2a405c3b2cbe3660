/** Signatures as PKCS#7 (RFC 2315) has them, with what Authenticode and time stamps add. Nothing is verified here. */

import { type Certificate, certificateOf, commonNameOf, serialNumberOf } from "./certificate.ts";
import { contextTag, type DerValue, derHex, derParts, derTags, derTime, derValues, objectIdentifierOf } from "./der.ts";

/** All of it is what the file claims. */
export interface Signature {
  /** Of the image: "SHA-256", or the identifier of one that has no name here. */
  readonly digestAlgorithm: string | undefined;
  /** What the image's digest was when it was signed, in hexadecimal digits. */
  readonly digest: string | undefined;
  readonly signers: readonly Signer[];
  /** All that came with it, of signers, of those who vouch for them, and of time stamps within it. */
  readonly certificates: readonly Certificate[];
}

export interface Signer {
  /** Undefined where the signer's certificate is not there. */
  readonly certificate: Certificate | undefined;
  /** The common name of who vouches for the signer. */
  readonly issuer: string | undefined;
  /** Of the certificate, in hexadecimal digits. */
  readonly serialNumber: string;
  readonly digestAlgorithm: string | undefined;
  /** When a time stamp says that it was signed: "2024-05-01T00:00:00Z". */
  readonly timestamp: string | undefined;
}

const signedData = "1.2.840.113549.1.7.2";
const indirectData = "1.3.6.1.4.1.311.2.1.4";
/** Attributes of a signer that nobody signed: another signature, and time stamps as PKCS#9 and RFC 3161 have them. */
const nestedSignature = "1.3.6.1.4.1.311.2.4.1";
const counterSignature = "1.2.840.113549.1.9.6";
const timestampToken = "1.3.6.1.4.1.311.3.3.1";
const signingTime = "1.2.840.113549.1.9.5";

const algorithmNames: ReadonlyMap<string, string> = new Map([
  ["1.2.840.113549.2.5", "MD5"],
  ["1.3.14.3.2.26", "SHA-1"],
  ["2.16.840.1.101.3.4.2.1", "SHA-256"],
  ["2.16.840.1.101.3.4.2.2", "SHA-384"],
  ["2.16.840.1.101.3.4.2.3", "SHA-512"],
]);

const mostCertificates = 100;
const mostSigners = 20;
/** A second signature lies within the first; each may hold others. */
const mostSignatures = 20;

/** The signature that the bytes hold, and those that lie within it; none where they hold none. */
export function signaturesOf(bytes: Uint8Array): Signature[] {
  const signatures: Signature[] = [];
  const waiting: DerValue[] = derValues(bytes).slice(0, 1);
  for (let next = waiting.shift(); next !== undefined && signatures.length < mostSignatures; next = waiting.shift()) {
    const parts = signedParts(next);
    if (parts === undefined) continue;
    const [algorithm, digest] = derParts(imageDigest(parts.content));
    signatures.push({
      digestAlgorithm: algorithmOf(algorithm),
      digest: digest?.tag === derTags.octets ? derHex(digest.content) : undefined,
      signers: parts.signers.map((signer) => signerOf(signer, parts.certificates)),
      certificates: parts.certificates,
    });
    for (const signer of parts.signers)
      waiting.push(...attribute(unsignedOf(signer), nestedSignature).slice(0, mostSignatures));
  }
  return signatures;
}

interface SignedParts {
  /** What was signed: its kind, and itself. */
  readonly content: readonly DerValue[];
  readonly certificates: readonly Certificate[];
  /** SignerInfo. */
  readonly signers: readonly DerValue[];
}

/** @param value ContentInfo */
function signedParts(value: DerValue): SignedParts | undefined {
  const [kind, wrapped] = derParts(value);
  if (objectIdentifierOf(kind) !== signedData) return undefined;
  const [, , content, ...rest] = derParts(derParts(wrapped, contextTag(0))[0]);
  const certificates = derParts(
    rest.find(({ tag }) => tag === contextTag(0)),
    contextTag(0),
  );
  return {
    content: derParts(content),
    certificates: certificates.slice(0, mostCertificates).flatMap((one) => certificateOf(one) ?? []),
    signers: derParts(rest.at(-1), derTags.set).slice(0, mostSigners),
  };
}

/** DigestInfo, of SpcIndirectDataContent. */
function imageDigest([kind, wrapped]: readonly DerValue[]): DerValue | undefined {
  return objectIdentifierOf(kind) === indirectData ? derParts(derParts(wrapped, contextTag(0))[0])[1] : undefined;
}

const algorithmOf = (value: DerValue | undefined): string | undefined => {
  const identifier = objectIdentifierOf(derParts(value)[0]);
  return identifier === undefined ? undefined : (algorithmNames.get(identifier) ?? identifier);
};

function signerOf(info: DerValue, certificates: readonly Certificate[]): Signer {
  const [, name, algorithm] = derParts(info);
  const [issuer, number] = derParts(name);
  const serialNumber = serialNumberOf(number);
  const issuerName = commonNameOf(issuer);
  return {
    certificate: certificates.find((one) => one.serialNumber === serialNumber && one.issuer === issuerName),
    issuer: issuerName,
    serialNumber,
    digestAlgorithm: algorithmOf(algorithm),
    timestamp: timestampOf(info),
  };
}

const unsignedOf = (info: DerValue) => attributesOf(info, contextTag(1));

/** The attributes of a SignerInfo: [0] are those that are signed, [1] the others. */
const attributesOf = (info: DerValue, tag: number): DerValue[] =>
  derParts(
    derParts(info).find((part) => part.tag === tag),
    tag,
  );

/** The values of all attributes of a kind. */
function attribute(attributes: readonly DerValue[], kind: string): DerValue[] {
  return attributes.flatMap((one) => {
    const [identifier, values] = derParts(one);
    return objectIdentifierOf(identifier) === kind ? derParts(values, derTags.set) : [];
  });
}

function timestampOf(info: DerValue): string | undefined {
  const attributes = unsignedOf(info);
  const [counter] = attribute(attributes, counterSignature);
  if (counter !== undefined) return derTime(attribute(attributesOf(counter, contextTag(0)), signingTime)[0]);
  const [token] = attribute(attributes, timestampToken);
  const wrapped = token === undefined ? undefined : signedParts(token)?.content[1];
  const [octets] = derParts(wrapped, contextTag(0));
  // TSTInfo of RFC 3161: version, policy, what is stamped, number, time.
  return octets?.tag === derTags.octets ? derTime(derParts(derValues(octets.content)[0])[4]) : undefined;
}
