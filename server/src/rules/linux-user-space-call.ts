/** Reports functions and headers of the C library in Linux kernel code, which has others. */

import { isAddressUse } from "../analysis/names/addresses.ts";
import { isOtherBuild } from "../analysis/names/builds.ts";
import { unitHeader } from "../analysis/names/headers.ts";
import { ownership } from "../analysis/names/ownership.ts";
import { alternatives } from "../analysis/names/wording.ts";
import type { LinuxUserSpaceName } from "../facts/index.ts";
import { callFixes } from "../fixes/calls/call-fixes.ts";
import { familyFixes, familyOf } from "../fixes/calls/family-fix.ts";
import type { Fix } from "../fixes/fix.ts";
import { linuxHeaderFixes } from "../fixes/headers.ts";
import type { FunctionModel } from "../model/function.ts";
import type { RuleContext } from "./context.ts";
import type { Finding } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const linuxUserSpaceCall = defineRule({
  id: "linux-user-space-call",
  severity: "error",
  platforms: ["linux-kernel"],
  equivalents: [],
  docs: {
    summary: "C library call in a kernel module",
    why:
      "Such a module is rejected by modpost, or refused by insmod with 'Unknown symbol in module': a module links against the " +
      "kernel's exported symbols alone, and the C library is not among them.",
    bad: `static int sample_open(struct inode *inode, struct file *file)
{
	struct sample *sample = malloc(sizeof(*sample));

	if (!sample)
		return -ENOMEM;
	file->private_data = sample;
	return 0;
}`,
    good: `static int sample_open(struct inode *inode, struct file *file)
{
	struct sample *sample = kzalloc(sizeof(*sample), GFP_KERNEL);

	if (!sample)
		return -ENOMEM;
	file->private_data = sample;
	return 0;
}`,
    references: [
      "https://www.kernel.org/doc/html/latest/core-api/kernel-api.html",
      "https://www.kernel.org/doc/html/latest/kbuild/modules.html",
    ],
  },

  *checkFunction(fn, context) {
    for (const call of fn.calls) {
      const api = call.name === undefined ? undefined : userSpaceName(call.name, fn, context);
      if (api !== undefined) {
        const message = `${api.name} is a function of the C library (<${api.header}>), which a kernel module does not have`;
        const fixes = (): readonly Fix[] => callFixes(call, api.name, "linux", fn, context);
        yield* finding(api, message, fn.place(call.nameSpan), context, fixes);
      }
    }
    if (fn.broken) {
      return;
    }
    for (const use of fn.uses) {
      const api = userSpaceName(use.name, fn, context);
      if (api !== undefined && api.certainty === "high" && isAddressUse(use, fn, () => false)) {
        const message = `${api.name} of the C library (<${api.header}>) is used here, which a kernel module does not have`;
        yield* finding(api, message, fn.place(use), context);
      }
    }
  },

  *checkFile(file, context) {
    for (const include of file.includes) {
      const header = include.system ? context.facts.linuxHeader(include.path) : undefined;
      const at = { file: file.path, anchor: include, start: 0, end: include.end - include.start };
      // The kernel's own trees put folders with such names on the include path; a module's own file may have one.
      if (header === undefined || unitHeader(include.path, context.unit) !== undefined || isOtherBuild(at, context)) {
        continue;
      }
      const instead = alternatives(header.instead.map((name) => `<${name}>`));
      yield {
        at,
        message: `<${header.header}> is a header of user space`,
        advice: instead === "" ? "Remove it; the kernel has nothing like it" : `Include ${instead}`,
        fixes: linuxHeaderFixes(include, header, file, context),
      };
    }
  },
});

/** The facts of a name that means the C library's: neither the module nor the kernel has a function of that name. */
function userSpaceName(name: string, fn: FunctionModel, context: RuleContext): LinuxUserSpaceName | undefined {
  const { facts, unit } = context;
  const api = facts.linuxUserSpace(name);
  if (api === undefined || facts.linuxContext(name).length > 0 || ownership(name, fn, unit) !== "foreign") {
    return undefined;
  }
  // Common words may be declared in headers that are not here, unless the file itself says which function it means.
  return api.certainty === "high" || context.file.includes.some((include) => include.path === api.header)
    ? api
    : undefined;
}

function* finding(
  api: LinuxUserSpaceName,
  message: string,
  at: Finding["at"],
  context: RuleContext,
  fixes?: () => readonly Fix[],
): Iterable<Finding> {
  if (isOtherBuild(at, context)) {
    return;
  }
  const family = familyOf(api.name, "linux", context);
  yield {
    at,
    message,
    fixes: family === undefined ? (fixes?.() ?? []) : familyFixes(family, context),
    advice:
      api.kernelEquivalents.length > 0
        ? `In the kernel: ${alternatives(api.kernelEquivalents)}`
        : `The kernel has nothing like it${api.note === undefined ? "" : ` (${api.note})`}: leave this to a program`,
  };
}
