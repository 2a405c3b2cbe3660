/** The words of a lens above a call that a driver's image imports. */

/**
 * "imported by NewDriver.sys: HeapFree from KERNEL32.dll, a DLL of user mode".
 * @param image undefined behind another lens of the line, which names it
 */
export function lensTitle(image: string | undefined, message: string): string {
  const whose = image === undefined ? "" : `imported by ${image}: `;
  return whose + message.replace(/^(\S+) is imported from /, "$1 from ").replace(/\.$/, "");
}
