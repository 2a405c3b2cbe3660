/** Integer literals of C and C++. */

/** The value of an integer literal in C's spellings; undefined where it is none or a double does not hold it exactly. */
export function integerLiteral(text: string): number | undefined {
  const match =
    /^([+-]?)(?:0[xX]([\da-fA-F']+)|0[bB]([01']+)|(0[0-7']*)|([1-9][\d']*))(?:[uUlLzZ]*|[uU]?[iI]\d+)$/.exec(text);
  if (match === null) {
    return undefined;
  }
  const [, sign, hex, binary, octal, decimal] = match;
  const [digits, radix] =
    hex !== undefined
      ? ([hex, 16] as const)
      : binary !== undefined
        ? ([binary, 2] as const)
        : octal !== undefined
          ? ([octal, 8] as const)
          : ([decimal ?? "", 10] as const);
  const value = Number.parseInt(digits.replaceAll("'", ""), radix);
  return Number.isSafeInteger(value) ? (sign === "-" && value !== 0 ? -value : value) : undefined;
}
