/** Files that an image is judged by beside itself: which they are, and how much of them is read. */
import { decodeSource } from "../syntax/decode.ts";

/** A driver's folder has a few; the folder of all that is installed has thousands, of which none is beside this image. */
export const mostInfs = 64;
export const largestInf = 2 * 1024 * 1024;
/** That of a kernel with all modules has 3 MB. */
export const largestSymvers = 64 * 1024 * 1024;
export const symversName = "Module.symvers";

/** @param name of a file in the image's folder */
export const isInf = (name: string): boolean => /\.inf$/i.test(name);

/** @returns undefined where it is no text */
export const infText = (bytes: Uint8Array): string | undefined => decodeSource(bytes)?.text;

/**
 * Whether it is a kernel's. The build of a single module leaves a file of the same name beside it that lists the module's own
 * exports and nothing of the kernel: by that all imports would be missing.
 */
export const isKernelSymvers = (text: string): boolean =>
  /^0x[\da-f]{1,8}\t[^\t\n]+\t(?:[^\t\n]*\t)?vmlinux\t/im.test(text);
