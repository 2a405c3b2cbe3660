/** What a check says, in short words for those that say it. */
import type { FitnessCheck } from "../protocol.ts";

type Rest = Pick<FitnessCheck, "reason"> & Partial<Pick<FitnessCheck, "remedy" | "command">>;

/**
 * The states, and what an exit code may be made of:
 * - `fail`: a driver that embeds the bytes as they are cannot open the database, or would show what is wrong or not all of it.
 * - `warning`: it works, and costs more than it has to, or part of it needs something that a driver does not have by itself.
 * - `info`: to be known, and nothing to be done.
 */
export const checkOf = (id: string, title: string, state: FitnessCheck["state"], rest: Rest): FitnessCheck => ({
  ...{ id, title, state },
  ...rest,
});

/** 4096 is "4,096". */
export const number = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ",");

export const count = (value: number, one: string, many = `${one}s`): string =>
  `${number(value)} ${value === 1 ? one : many}`;

/** As many names as somebody reads, and how many more there are. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(", ");
  return names.length <= 5 ? shown : `${shown} and ${number(names.length - 5)} more`;
}
