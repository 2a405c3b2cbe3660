/** The options of the Linux kernel that watch what a module uses: Driver Verifier's counterpart there. */
import type { KernelDebugOption } from "../../facts/index.ts";
import type { LinuxAdvice, OptionAdvice } from "./advice.ts";
import { reasonsFor } from "./selection.ts";
import type { UnitUses } from "./unit-uses.ts";

export function linuxAdvice(options: readonly KernelDebugOption[], uses: UnitUses): LinuxAdvice {
  const advised = options.flatMap((option): readonly OptionAdvice[] => {
    const reasons = reasonsFor(
      option.uses.map((use) => [use]),
      uses,
    );
    const fitsAny = option.uses.includes("any");
    return reasons.length > 0 || fitsAny ? [{ option, reasons, fitsAny }] : [];
  });
  const kernels: OptionAdvice[][] = [];
  for (const advice of advised) {
    const fits = (others: readonly OptionAdvice[]): boolean =>
      others.every(
        ({ option }) => !option.excludes.includes(advice.option.name) && !advice.option.excludes.includes(option.name),
      );
    const kernel = kernels.find(fits);
    if (kernel === undefined) {
      kernels.push([advice]);
    } else {
      kernel.push(advice);
    }
  }
  return { platform: "linux", kernels };
}
