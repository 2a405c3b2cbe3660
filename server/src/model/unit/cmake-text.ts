/** The commands of a CMake file: names with arguments, quotes, brackets and comments taken away. */

export interface CmakeCommand {
  /** In lower case: CMake does not mind the case of commands. */
  readonly name: string;
  readonly args: readonly CmakeArgument[];
  /** Offset behind its `)`, or where the file ends. */
  readonly end: number;
}

export interface CmakeArgument {
  readonly text: string;
  /** A quoted argument stays one word when its variables are lists. */
  readonly quoted: boolean;
  /** Offsets of it as written, quotes among it. */
  readonly start: number;
  readonly end: number;
}

const MAX_COMMANDS = 50_000;

/** Reads what it can: text that is no command is passed over, an unclosed command ends the file. */
export function readCmakeCommands(text: string): readonly CmakeCommand[] {
  const commands: CmakeCommand[] = [];
  const pattern = /#\[(=*)\[|#[^\n]*|\b([A-Za-z_]\w*)[ \t]*\(/g;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    if (match[1] !== undefined) {
      pattern.lastIndex = afterBracket(text, pattern.lastIndex, match[1]);
    } else if (match[2] !== undefined) {
      const { args, end } = readArguments(text, pattern.lastIndex);
      commands.push({ name: match[2].toLowerCase(), args, end });
      pattern.lastIndex = end;
      if (commands.length >= MAX_COMMANDS) break;
    }
  }
  return commands;
}

function readArguments(text: string, start: number): { args: readonly CmakeArgument[]; end: number } {
  const args: CmakeArgument[] = [];
  const pattern =
    /\s+|#\[(=*)\[|#[^\n]*|\[(=*)\[|"((?:[^"\\]|\\[\s\S])*)"|(\()|(\))|((?:[^\s()#"\\]|\\[\s\S])+)|[\s\S]/y;
  pattern.lastIndex = start;
  let depth = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const place = { start: match.index, end: pattern.lastIndex };
    if (match[1] !== undefined) pattern.lastIndex = afterBracket(text, pattern.lastIndex, match[1]);
    else if (match[2] !== undefined) {
      const end = afterBracket(text, pattern.lastIndex, match[2]);
      args.push({
        text: text.slice(pattern.lastIndex, end - match[2].length - 2),
        quoted: true,
        start: match.index,
        end,
      });
      pattern.lastIndex = end;
    } else if (match[3] !== undefined) args.push({ text: unescapeCmake(match[3]), quoted: true, ...place });
    else if (match[4] !== undefined) depth += 1;
    else if (match[5] !== undefined) {
      if (depth === 0) return { args, end: pattern.lastIndex };
      depth -= 1;
    } else if (match[6] !== undefined) args.push({ text: unescapeCmake(match[6]), quoted: false, ...place });
  }
  return { args, end: text.length };
}

function afterBracket(text: string, from: number, equals: string): number {
  const close = text.indexOf(`]${equals}]`, from);
  return close < 0 ? text.length : close + equals.length + 2;
}

function unescapeCmake(text: string): string {
  return text.includes("\\") ? text.replace(/\\([^A-Za-z0-9;])/g, "$1") : text;
}
