/** The symbols of images, objects and libraries, and the sections of objects, as objdump prints them. */
import { basename } from "node:path";
import { machines, output } from "./toolchain.ts";

export interface ObjdumpObject {
  /** Of a library's member; else the name of the file. */
  readonly name: string;
  /** "name size offset". */
  readonly sections: readonly string[];
  /** "section type storage value name"; of a file's name the last is left out. */
  readonly symbols: readonly string[];
}

/** Each knows /bigobj of its own machine alone. */
const prefixFor = (path: string): string =>
  machines.find(({ name }) => basename(path).includes(`.${name}.`))?.prefix ?? machines[0].prefix;

/** Of a library each member is one. */
export function objdumpObjects(path: string): ObjdumpObject[] {
  const text = output(`${prefixFor(path)}objdump`, ["-h", "-t", path]);
  return text
    .split(/^(?=\S.*: +file format )/m)
    .filter((part) => part.includes("file format"))
    .map((part) => ({
      name: basename(/^(.*?): +file format/.exec(part)![1]!),
      sections: [...part.matchAll(/^ *\d+ (\S+) +([\da-f]{8,}) {2}[\da-f]+ {2}[\da-f]+ {2}([\da-f]+) {2}2\*\*/gm)].map(
        ([, name, size = "", offset = ""]) => `${name} ${Number.parseInt(size, 16)} ${Number.parseInt(offset, 16)}`,
      ),
      symbols: [
        ...part.matchAll(
          /^\[ *\d+\]\(sec +(-?\d+)\)\(fl .*?\)\(ty +([\da-f]+)\)\(scl +(\d+)\) \(nx \d+\) 0x([\da-f]+) (.*)$/gm,
        ),
      ].map(([, section, type = "", storage, value = "", name]) =>
        [section, Number.parseInt(type, 16), storage, BigInt(`0x${value}`), storage === "103" ? "" : name].join(" "),
      ),
    }));
}
