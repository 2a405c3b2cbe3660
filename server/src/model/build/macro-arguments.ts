/** The arguments of a macro invocation that are single names. */

/** `a, struct S, f(x), b` has `a` and `b`; also names inside nested parentheses that stand alone there. */
export function plainArguments(text: string): readonly string[] {
  return text.split(/[(),]/).flatMap((part) => {
    const name = part.trim();
    return /^[A-Za-z_$][\w$]*$/.test(name) ? name : [];
  });
}
