/**
 * What stands for what in a template. Placeholders are words that are right where they stand, so that a template is a
 * source file that compiles as it is: the driver of every template is called NewDriver.
 */
import type { Answers } from "./template.ts";

/** What a placeholder becomes, by its text in templates. */
export type Values = ReadonlyMap<string, string>;

/** Of the driver: its name, what was answered, GUIDs of its own and the day. */
export interface Project {
  /** An identifier in CamelCase: "DiskWatch". */
  readonly name: string;
  readonly answers: Answers;
  /** Lower case, with hyphens: `guidCount` of them, one for each digit that templates name, the first for 1. */
  readonly guids: readonly string[];
  /** ISO 8601: "2026-11-21". */
  readonly date: string;
}

/** How many GUIDs a host makes for a project; which of them its template names is the template's. */
export const guidCount = 9;

/**
 * | in templates | for DiskWatch | where |
 * |---|---|---|
 * | NewDriver | DiskWatch | names of functions, device names, file names |
 * | NEW_DRIVER | DISK_WATCH | macros, types |
 * | newdriver | diskwatch | file names, services, texts in a log |
 * | weN' | siD' | the end of a pool tag's literal, which stands reversed: '1weN' is tag New1 |
 * | *b"New | *b"Dis | the beginning of a pool tag's bytes in Rust: *b"New1" is tag New1 |
 * | NewProvider | answer "provider" | INF |
 * | NewAltitude | answer "altitude" | INF of a minifilter |
 * | 11111111-1111-1111-1111-111111111111 | the first GUID; likewise 2 to 9 | projects, INF |
 * | 0x11111111, 0x1111, 0x1111, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11 | the same | DEFINE_GUID |
 * | 01/02/2003 | the day | DriverVer |
 *
 * Any other answer `some-thing` is `NEW_ANSWER_SOME_THING`.
 */
export function valuesOf({ name, answers, guids, date }: Project): Values {
  const values = new Map<string, string>([
    ["NewDriver", name],
    ["NEW_DRIVER", upperName(name)],
    ["newdriver", name.toLowerCase()],
    ["weN'", `${tagPrefix(name)}'`],
    ['*b"New', `*b"${[...tagPrefix(name)].reverse().join("")}`],
    ["01/02/2003", date.replace(/^(\d+)-(\d+)-(\d+)$/, "$2/$3/$1")],
  ]);
  for (const [id, answer] of answers) {
    values.set(`NEW_ANSWER_${id.replaceAll("-", "_").toUpperCase()}`, answer);
  }
  values.set("NewProvider", answers.get("provider") ?? name);
  values.set("NewAltitude", answers.get("altitude") ?? "");
  for (const [index, guid] of guids.entries()) {
    const digit = String(index + 1);
    values.set([8, 4, 4, 4, 12].map((length) => digit.repeat(length)).join("-"), guid);
    values.set(definedGuid([8, 4, 4, 4, 12].map((length) => digit.repeat(length)).join("-")), definedGuid(guid));
  }
  return values;
}

/** A text of a template, or the name of a file, for a driver. */
export function fillIn(text: string, values: Values): string {
  // Longer ones first, as one may begin another.
  const placeholders = [...values.keys()].sort((a, b) => b.length - a.length).map(escaped);
  return text.replace(new RegExp(placeholders.join("|"), "g"), (found) => values.get(found) ?? found);
}

/** "DiskWatch" is DISK_WATCH, "USBHub2" is USB_HUB2. */
function upperName(name: string): string {
  return name.replace(/(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, "_").toUpperCase();
}

/** The first three letters or digits as a literal has them, the last first: a fourth tells a driver's tags apart. */
function tagPrefix(name: string): string {
  return [...name.replaceAll("_", "").slice(0, 3).padEnd(3, "x")].reverse().join("");
}

/** A GUID as the arguments of DEFINE_GUID after its name. */
function definedGuid(guid: string): string {
  const [first = "", second = "", third = "", ...rest] = guid.split("-");
  const bytes = rest.join("").match(/../g) ?? [];
  return [first, second, third, ...bytes].map((digits) => `0x${digits}`).join(", ");
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
