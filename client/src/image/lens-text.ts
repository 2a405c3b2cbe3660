/** The words of a lens above a call that a driver's image imports. */

/** "imported by NewDriver.sys: HeapFree from KERNEL32.dll, a DLL of user mode". */
export function lensTitle(image: string, message: string): string {
  return `imported by ${image}: ${message.replace(/^(\S+) is imported from /, "$1 from ").replace(/\.$/, "")}`;
}
