/** Keys, certificates and signatures, as openssl and osslsigncode (Debian packages of these names) make them. */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { madeOnce } from "../../support/scratch.ts";
import { output } from "./toolchain.ts";

const has = (program: string, argument: string): boolean =>
  spawnSync(program, [argument], { stdio: "ignore" }).status === 0;

export const signingIsMissing =
  process.env.CI !== "true" && !(has("openssl", "version") && has("osslsigncode", "--version"));

const extensions = "basicConstraints=CA:FALSE\nextendedKeyUsage=codeSigning,1.3.6.1.4.1.311.10.3.5\n";

/** A folder with `signer.pem` and its key, and `authority.pem`, which vouches for it; made once for all tests. */
export function certificates(): Promise<string> {
  return madeOnce("binary-certificates", (folder) => {
    writeFileSync(join(folder, "extensions.txt"), extensions);
    const openssl = (...args: readonly string[]) => output("openssl", args, folder);
    const key = ["-newkey", "rsa:2048", "-nodes", "-utf8", "-sha256"];
    const authority = ["-x509", "-subj", "/O=Own/CN=Own authority", "-days", "3650", "-keyout", "authority.key"];
    openssl("req", ...key, ...authority, "-out", "authority.pem");
    openssl("req", ...key, "-subj", "/O=Own organization/CN=Prüfer", "-keyout", "signer.key", "-out", "signer.csr");
    const signed = ["-CA", "authority.pem", "-CAkey", "authority.key", "-set_serial", "0xF00D0123456789ABCDEF"];
    const dated = ["-extfile", "extensions.txt", "-days", "30"];
    openssl("x509", "-req", "-in", "signer.csr", ...signed, ...dated, "-out", "signer.pem");
  });
}

/** @returns the path of a signed copy, in the folder of the certificates; there is none of that name yet */
export function sign(folder: string, image: string, name: string, ...options: readonly string[]): string {
  const signer = ["-certs", "signer.pem", "-ac", "authority.pem", "-key", "signer.key"];
  output("osslsigncode", ["sign", ...signer, ...options, "-in", image, "-out", name], folder);
  return join(folder, name);
}

/** "2024-05-01T00:00:00Z", as openssl reads it of a certificate. */
export function validityOf(folder: string, name: string): readonly [notBefore: string, notAfter: string] {
  const text = output("openssl", ["x509", "-in", name, "-noout", "-dates", "-dateopt", "iso_8601"], folder);
  const date = (which: string): string => new RegExp(`^${which}=(\\S+) (\\S+)$`, "m").exec(text)!.slice(1).join("T");
  return [date("notBefore"), date("notAfter")];
}
