/** What is wrong with a kernel module of Linux, as far as its file tells for certain. */
import type { Facts } from "../../../facts/index.ts";
import { type ElfContents, infoOf } from "../../read/elf/contents.ts";
import { hex } from "../../read/values.ts";
import { type Finding, said } from "../findings.ts";
import { type ModuleJudgement, moduleJudgement } from "./context.ts";
import { symbols } from "./symbols.ts";

export function judgeModule(contents: ElfContents, facts: Facts): Finding[] {
  const judgement = moduleJudgement(contents, facts);
  return [licence(contents), versions(judgement), symbols(judgement)].flatMap(said);
}

function* licence(contents: ElfContents): Iterable<Finding> {
  if (infoOf(contents, "license").length > 0) return;
  yield {
    rule: "image-no-licence",
    severity: "warning",
    message: "The module has no MODULE_LICENSE",
    why:
      "The kernel takes it for proprietary: it is tainted (P) when the module is loaded, and hides what is exported for the " +
      "GPL alone. Where a kernel is new, modpost refuses to build such a module.",
    remedy: 'Say MODULE_LICENSE("GPL"), or what its licence is, in one of its sources',
    instead: [],
  };
}

/** The version of struct module itself, which every module with versions has and none imports. */
const layout = "module_layout";

function* versions({ contents, symvers }: ModuleJudgement): Iterable<Finding> {
  if (symvers === undefined) return;
  const exported = symvers.symbols.get(layout);
  const own = contents.versions.get(layout);
  if (exported !== undefined && exported.crc !== 0 && own !== undefined && own !== exported.crc) {
    yield {
      rule: "image-symbol-version",
      severity: "error",
      message: `${layout} has the version ${hex(own, 8)} in this module and ${hex(exported.crc, 8)} in the kernel`,
      why: `The module was built for another kernel or configuration: dmesg says "disagrees about version of symbol ${layout}", insmod "Invalid module format".`,
      remedy:
        "Build the module with the headers, the configuration and the Module.symvers of the kernel that it is loaded into",
      instead: [],
    };
  }
  const vermagic = infoOf(contents, "vermagic")[0];
  if (exported !== undefined && exported.crc !== 0 && vermagic !== undefined && !/\bmodversions\b/.test(vermagic)) {
    yield {
      rule: "image-no-symbol-versions",
      severity: "error",
      message: "The module was built without versions of symbols, and the kernel has them (CONFIG_MODVERSIONS)",
      why: `The kernel's vermagic has "modversions" in it, the module's (${vermagic.trim()}) has not: insmod says "Invalid module format".`,
      remedy: "Build the module with the configuration and the Module.symvers of the kernel that it is loaded into",
      instead: [],
    };
  }
}
