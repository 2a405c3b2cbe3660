/** How large kernel stacks are, and what of them one function and one driver may take. All in bytes, for 64-bit processors. */
import type { Dialect } from "../../syntax/tokens.ts";

/** For everything that runs in a thread: KERNEL_STACK_SIZE of x64 Windows, THREAD_SIZE of x86-64 Linux. */
export const kernelStack = (dialect: Dialect): number => (dialect === "linux" ? 16 : 24) * 1024;

/** For a chain of calls inside one driver: others are on the stack too. */
export const chainLimit = (dialect: Dialect): number => kernelStack(dialect) / 2;

/**
 * For one function: what /analyze:stacksize has for drivers, and the warning of 64-bit Linux kernels (FRAME_WARN in
 * lib/Kconfig.debug).
 */
export const frameLimit = (dialect: Dialect): number => (dialect === "linux" ? 2048 : 1024);

/**
 * What a call takes at least beside the callee's variables: the return address, and where the callee calls others itself
 * the 32 bytes in which the calling convention of x64 Windows lets these keep their arguments.
 */
export const callBytes = (dialect: Dialect, callsOthers: boolean): number =>
  callsOthers && dialect === "windows" ? 40 : 8;
