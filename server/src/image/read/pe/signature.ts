/** Who signed an image, as it says itself: nothing here knows whether that is true, or who is trusted. */
import type { Signer } from "../../../binary/signed-data.ts";
import type { Property, PropertyGroup } from "../../report.ts";
import { bytesText, row } from "../values.ts";
import type { PeContents } from "./contents.ts";

export function signatureGroup({ certificates }: PeContents): PropertyGroup {
  const signatures = certificates.flatMap((entry) => entry.signatures);
  const title = "Signature";
  if (certificates.length === 0) {
    const meaning =
      "Many drivers are signed by the catalogue of their package; what is not signed at all 64-bit Windows does not load.";
    return { id: "signature", title, properties: row("Embedded signature", "none", { meaning }) };
  }
  const size = certificates.reduce((sum, entry) => sum + entry.size, 0);
  const properties = [
    ...row("Embedded signature", `present, ${bytesText(size)}`, {
      meaning: "It is told what is written; whether it holds, Windows decides.",
    }),
    ...signatures.flatMap(({ digestAlgorithm, digest, signers }) => [
      ...signers.flatMap(signerRows),
      ...row("Digest", digestAlgorithm === undefined ? undefined : [digestAlgorithm, digest].join(" ").trim(), {
        meaning: "Of the image as it was signed; catalogues and policies know it by this.",
      }),
    ]),
    ...(signatures.length === 0 ? row("Signer", "cannot be read") : []),
  ];
  return { id: "signature", title, properties };
}

function signerRows({ certificate, issuer, serialNumber, timestamp }: Signer): Property[] {
  return [
    ...row(
      "Signer",
      certificate?.subject ?? `a certificate that is not in the file, ${serialNumber}`,
      whose(certificate?.usages ?? []),
    ),
    ...row("Vouched for by", issuer),
    ...row("Certificate", certificate?.notAfter === undefined ? undefined : `until ${dayOf(certificate.notAfter)}`),
    ...row("Time stamp", timestamp?.replace("T", " ").replace("Z", " UTC"), {
      meaning: "With one, the signature outlives its certificate.",
    }),
  ];
}

const dayOf = (time: string): string => time.slice(0, 10);

/** szOID_WHQL_CRYPTO and szOID_ATTEST_WHQL_CRYPTO. */
function whose(usages: readonly string[]): { readonly meaning?: string } {
  if (usages.includes("1.3.6.1.4.1.311.10.3.5.1")) return { meaning: "Microsoft's attestation signing." };
  return usages.includes("1.3.6.1.4.1.311.10.3.5") ? { meaning: "Microsoft's hardware certification (WHQL)." } : {};
}
