/** A level in the fewest signs, where there is little room: "<= DISPATCH_LEVEL". */
export const brief = (text: string): string =>
  text.replace(/(\w+) or below/, "<= $1").replace(/(\w+) or above/, ">= $1");
