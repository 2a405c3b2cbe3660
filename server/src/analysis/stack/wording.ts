/** How sizes are said. */

/** `12,288`. */
export const inThousands = (value: number): string => String(value).replace(/\B(?=(?:\d{3})+$)/g, ",");
