/** How far apart colors look, to those too who see no red, green or blue. */

/** The least distance in OKLab between two of these for any eyes. @param colors red, green and blue, each 0 to 1 */
export function leastDistance(colors: readonly (readonly number[])[]): number {
  let least = Infinity;
  for (const matrix of visions) {
    const seen = colors.map((color) => oklab(through(matrix, color.map(linear))));
    for (const [index, one] of seen.entries()) {
      for (const other of seen.slice(0, index)) {
        least = Math.min(least, Math.hypot(...one.map((value, place) => value - other[place]!)));
      }
    }
  }
  return least;
}

/**
 * Linear RGB as it is seen by usual eyes, and in protanopia, deuteranopia and tritanopia: Machado, Oliveira and Fernandes 2009,
 * severity 1.
 */
const visions: readonly (readonly number[])[] = [
  [1, 0, 0, 0, 1, 0, 0, 0, 1],
  [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
];

const linear = (value: number): number => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);

const through = (matrix: readonly number[], color: readonly number[]): readonly number[] =>
  [0, 3, 6].map((row) => {
    const value = color.reduce((sum, part, place) => sum + matrix[row + place]! * part, 0);
    return Math.max(0, Math.min(1, value));
  });

/** Björn Ottosson's OKLab, in which distances are as far as they look. */
function oklab([red = 0, green = 0, blue = 0]: readonly number[]): readonly number[] {
  const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const medium = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    0.2104542553 * long + 0.793617785 * medium - 0.0040720468 * short,
    1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short,
    0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short,
  ];
}
