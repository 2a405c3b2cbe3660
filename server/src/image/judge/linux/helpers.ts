/** Functions of libgcc that compilers call by themselves: the kernel is linked without it. */
import type { Finding } from "../findings.ts";

/** EM_386, EM_ARM, EM_X86_64, EM_AARCH64, EM_RISCV: some others' kernels have these functions. */
const machines: ReadonlySet<number> = new Set([3, 40, 62, 183, 243]);

const divisions = /^__(?:u?div|u?mod|u?divmod)(?:di|ti)[34]$|^__aeabi_u?ldivmod$/;
const floats =
  /^__(?:(?:add|sub|mul|div|neg|eq|ne|lt|le|gt|ge|cmp|unord|pow)[sdtx]f[23i]*|(?:fix|fixuns)[sdtx]f[sdt]i|(?:float|floatun)[sdt]i[sdtx]f|(?:extend|trunc)[sdtx]f[sdtx]f2|aeabi_(?:[df](?:add|sub|mul|div|cmp\w+|neg)|[df]2\w+|u?[il]2[df]))$/;

/** EM_386, EM_ARM and EM_RISCV of 32 bits divide 64 bits by such a function; of 64 bits only what is wider. */
export function helperFinding(name: string, machine: number, refused: string): Omit<Finding, "import"> | undefined {
  if (!machines.has(machine)) return undefined;
  if (divisions.test(name)) {
    return {
      rule: "image-compiler-helper",
      severity: "error",
      message: `${name} divides numbers that are wider than a register: the compiler calls it, and the kernel does not have it`,
      why: refused,
      remedy: "Divide with the kernel's functions of linux/math64.h, or shift where the divisor is a power of two",
      instead: ["do_div", "div64_u64", "div_s64"],
    };
  }
  if (floats.test(name)) {
    return {
      rule: "image-compiler-helper",
      severity: "error",
      message: `${name} computes with floating point: the compiler calls it, and the kernel does not have it`,
      why: refused,
      remedy: "Compute with integers: fixed point, or a smaller unit; what needs floating point belongs in a program",
      instead: ["mult_frac", "DIV_ROUND_CLOSEST"],
    };
  }
  return undefined;
}
