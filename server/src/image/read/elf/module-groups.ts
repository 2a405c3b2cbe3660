/** What a kernel module says of itself, as the overview has it. */
import { moduleSignature } from "../../../binary/module-signature.ts";
import type { Property, PropertyGroup } from "../../report.ts";
import { bytesText, listed, row } from "../values.ts";
import { type ElfContents, infoOf } from "./contents.ts";

/** As license_is_gpl_compatible of linux/license.h has it: who may import what is exported for the GPL alone. */
const compatible: ReadonlySet<string> = new Set([
  "GPL",
  "GPL v2",
  "GPL and additional rights",
  "Dual BSD/GPL",
  "Dual MIT/GPL",
  "Dual MPL/GPL",
]);
export const isGplCompatible = (license: string): boolean => compatible.has(license);

/** Keys that have rows, or groups, of their own. */
const known: ReadonlySet<string> = new Set(
  "license vermagic name depends intree retpoline srcversion import_ns version author description parm parmtype alias softdep firmware file".split(
    " ",
  ),
);

export function moduleGroups(contents: ElfContents): PropertyGroup[] {
  if (contents.info.length === 0) return [];
  return [moduleGroup(contents), ...parameterGroup(contents), ...signatureGroup(contents)];
}

function moduleGroup(contents: ElfContents): PropertyGroup {
  const { moduleName, info, kind, versions } = contents;
  const all = (key: string): string => infoOf(contents, key).join("; ");
  const names = (key: string): string =>
    listed(
      infoOf(contents, key).filter((value) => value !== ""),
      20,
    );
  const aliases = infoOf(contents, "alias");
  const others = info.filter(({ key }) => !known.has(key)).slice(0, mostOthers);
  return {
    id: "module",
    title: "Module",
    properties: [
      ...row("Name", moduleName),
      ...row("Description", all("description")),
      ...row("Author", all("author")),
      ...row("Version", all("version")),
      ...licenseRows(contents),
      ...row("Vermagic", all("vermagic").trim(), {
        meaning: "A kernel that says otherwise does not load it: version magic, Invalid module format.",
      }),
      ...row(
        "Depends on",
        kind.isKernel ? names("depends").replaceAll(",", ", ").replace(/, +/g, ", ") || "no module" : "",
      ),
      ...row("Imports namespaces", names("import_ns")),
      ...row("In the kernel's tree", kind.isKernel ? (infoOf(contents, "intree").includes("Y") ? "yes" : "no") : "", {
        meaning: infoOf(contents, "intree").includes("Y") ? undefined : "Loading it taints the kernel (O).",
      }),
      ...row("Retpoline", all("retpoline"), {
        meaning: "Compiled with indirect branches that cannot be misled (Spectre).",
      }),
      ...row("Symbol versions", kind.isKernel ? (versions.size > 0 ? `${versions.size}` : "none") : ""),
      ...row("Source version", all("srcversion")),
      ...row("Soft dependencies", all("softdep")),
      ...row("Firmware", names("firmware")),
      ...row("Aliases", aliases.length === 0 ? "" : `${aliases.length}: ${listed(aliases, 5)}`),
      ...others.flatMap(({ key, value }) => row(key, value)),
    ],
  };
}
const mostOthers = 100;

function licenseRows(contents: ElfContents): Property[] {
  const licenses = infoOf(contents, "license");
  if (licenses.length === 0) {
    return row("Licence", "none", {
      meaning: "Without MODULE_LICENSE the kernel takes it for proprietary.",
      state: "bad",
    });
  }
  const isOpen = licenses.every(isGplCompatible);
  return row("Licence", [...new Set(licenses)].join(", "), {
    meaning: isOpen
      ? undefined
      : "Not compatible with the GPL: it cannot use symbols exported with EXPORT_SYMBOL_GPL, and taints the kernel (P).",
    state: isOpen ? "good" : "warning",
  });
}

const mostParameters = 500;

/** MODULE_PARM_DESC and module_param: "debug:level of messages", "debug:int". */
function parameterGroup(contents: ElfContents): PropertyGroup[] {
  const split = (text: string): readonly [string, string] => {
    const colon = text.indexOf(":");
    return colon < 0 ? [text, ""] : [text.slice(0, colon), text.slice(colon + 1)];
  };
  const types = new Map(infoOf(contents, "parmtype").map(split));
  const descriptions = new Map(infoOf(contents, "parm").map(split));
  const names = [...new Set([...types.keys(), ...descriptions.keys()])].slice(0, mostParameters);
  if (names.length === 0) return [];
  const properties = names.flatMap((name) => {
    const meaning = descriptions.get(name);
    return row(name, types.get(name) || "of no type that is said", meaning === "" ? {} : { meaning });
  });
  return [{ id: "parameters", title: "Parameters", properties }];
}

function signatureGroup({ reader, kind }: ElfContents): PropertyGroup[] {
  if (!kind.isKernel) return [];
  const signature = moduleSignature(reader.source);
  const properties =
    signature === undefined
      ? row("Appended signature", "none", {
          meaning:
            "A kernel that asks for signatures (lockdown, module.sig_enforce) does not load it; others are tainted (E) where they have CONFIG_MODULE_SIG.",
        })
      : [
          ...row(
            "Appended signature",
            `present${signature.kind === undefined ? "" : `, ${signature.kind}`}, ${bytesText(signature.length)}`,
            { meaning: "It is told what is written; whether it holds, the kernel decides." },
          ),
          ...signature.signers.flatMap(({ name, key, digestAlgorithm }) => [
            ...row("Signer", name ?? "not said"),
            ...row("Key", key),
            ...row("Digest", digestAlgorithm),
          ]),
        ];
  return [{ id: "signature", title: "Signature", properties }];
}
