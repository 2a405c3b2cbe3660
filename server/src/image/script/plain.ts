/**
 * What of an image's strings may stand in a debugger's command: the image is a stranger's, and a command runs. Only what is
 * plain is written; of all else it is said that it was left out.
 */

/** A comment of one line, in which nothing ends it: `$$` of WinDbg ends with a semicolon. */
export const commentText = (text: string): string =>
  text
    .replaceAll(";", ",")
    .replace(/[^ -~]/g, "?")
    .slice(0, 400);

/** "NewDriver.sys". */
export const isPlainFile = (name: string): boolean => /^\w[\w.-]{0,127}$/.test(name);

/** What a debugger calls the module of a file: WinDbg and Linux take other characters for underscores. */
export const moduleOf = (file: string): string => file.replace(/\.[^.]*$/, "").replace(/\W/g, "_");

const registers =
  /^(?:[re]?(?:ax|bx|cx|dx|si|di|bp|sp|ip)|[a-d][hl]|[c-gs]s|[cd]r\d|r\d+[bdw]?|[xw]\d+|[xy]?mm\d+|st\d|efl|fp|lr|pc)$/i;

/**
 * Whether expressions of WinDbg take a module's name for one: "bad" is a number there, "r8" a register ("Symbol syntax and
 * symbol matching", Microsoft Learn).
 */
export const isNameInExpressions = (module: string): boolean =>
  /^[a-z_]\w*$/i.test(module) && !/^[\da-f]+h?$/i.test(module) && !registers.test(module);

/**
 * A folder of a drive, without what separates paths or commands, stands for a variable, or leads to another machine: a
 * debugger that looks for symbols there would log on to it.
 */
export const isPlainFolder = (path: string): boolean =>
  path.length <= 260 &&
  /^[A-Za-z]:(?:\\[\p{L}\p{N}_.()+@#~ -]+)+$/u.test(path) &&
  !/(?:^|\\)\.{1,2}(?:\\|$)/.test(path);

/** Of a tag in the debugger's patterns: what could be read as something else stands for any character. */
export const tagPattern = (tag: string): string => tag.replace(/\W/g, "?");

/** "0x736e654c": the number that a tag is, its first character lowest. */
export function tagNumber(tag: string): string {
  let value = 0;
  for (let index = 3; index >= 0; index--) value = value * 256 + (tag.charCodeAt(index) & 0xff);
  return `0x${value.toString(16).padStart(8, "0")}`;
}
