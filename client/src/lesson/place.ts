/** Where the lesson's text has what a step of the walkthrough is about; people may have changed it since. */

export interface PlaceInLesson {
  /** The name of a function that the lesson defines. */
  readonly function: string;
  /** Text in it that the cursor is put before; its name where left out. */
  readonly at?: string;
  /** Whether it is asked why the level there is what it is. */
  readonly why?: boolean;
}

/** What a command's argument says; undefined where that is nothing of the kind. */
export function placeOf(argument: unknown): PlaceInLesson | undefined {
  if (typeof argument !== "object" || argument === null || !("function" in argument)) return undefined;
  const { function: name } = argument;
  if (typeof name !== "string" || !/^\w+$/.test(name)) return undefined;
  return {
    function: name,
    ...("at" in argument && typeof argument.at === "string" && { at: argument.at }),
    ...("why" in argument && argument.why === true && { why: true }),
  };
}

/** Offsets of the cursor and of the comment above the function, with which it is shown; undefined where it is gone. */
export function placeInLesson(
  text: string,
  { function: name, at }: PlaceInLesson,
): { at: number; top: number } | undefined {
  const head = new RegExp(String.raw`^\w[\w \t*]*\b${name}\([^;{]*\)\s*\{`, "m").exec(text);
  if (head === null) return undefined;
  const wanted = at === undefined ? -1 : text.indexOf(at, head.index + head[0].length);
  const end = text.indexOf("\n}", head.index);
  const before = text.slice(0, head.index);
  const comment = before.trimEnd().endsWith("*/") ? before.lastIndexOf("/*") : head.index;
  return { at: wanted >= 0 && wanted < end ? wanted : text.indexOf(name, head.index), top: comment };
}
