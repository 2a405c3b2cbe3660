/** How large a structure or union is: its fields in their order, aligned and packed as the compiler does it. */

import type { UnitSymbol } from "../../model/symbols.ts";
import type { Decl, Expr, RecordDecl, VariableDecl } from "../../syntax/ast.ts";
import { isOtherBuild } from "../names/builds.ts";
import { platformOf, type SizeEnvironment } from "./environment.ts";
import { type Size, times, unknownSize } from "./size.ts";

/** What is asked about fields. */
export interface FieldSizes {
  ofVariable(field: VariableDecl): Size;
  countOf(field: VariableDecl): number | undefined;
  integer(expr: Expr): number | undefined;
}

/** A field may belong to another build: then it counts as nothing. Bases of a class and its table of methods do too. */
export function layoutOf(symbol: UnitSymbol<RecordDecl>, sizes: FieldSizes, env: SizeEnvironment): Size {
  const { file, anchor, decl } = symbol;
  const platform = platformOf(file, env);
  const isPacked = symbol.attributes.some(({ name, args }) => /pack/.test(`${name} ${args ?? ""}`));
  const layout: Layout = {
    // Attributes behind the brace are not seen, and Linux has most there: padding is not for sure.
    pack: isPacked || platform === "linux" ? 1 : packAt(anchor.start + decl.start, file, env),
    unitsOfBits: platform === "windows",
    sizes,
    isThere: ({ start, end }) => !isOtherBuild({ file, anchor, start, end }, env),
  };
  const size = ofMembers(decl, layout);
  const isWhole = decl.bases.length === 0 && decl.tag !== "class" && platform === "windows";
  return isWhole ? size : { ...size, exact: false };
}

interface Layout {
  /** No field is aligned to more. */
  readonly pack: number;
  /** Whether bit fields of another type begin anew, as Microsoft's compiler has it. */
  readonly unitsOfBits: boolean;
  readonly sizes: FieldSizes;
  isThere(decl: Decl): boolean;
}

/** One field of a record, or a record without a name whose fields are the outer one's. */
type Part = { readonly size: Size } | { readonly bits: number | undefined; readonly of: Size };

function ofMembers(record: RecordDecl, layout: Layout): Size {
  const parts = record.members.flatMap((member) => partsOf(member, layout));
  let end = 0;
  let align = 1;
  let exact = parts.every((part) => "size" in part || part.bits !== undefined);
  let bits = { left: 0, bytes: 0 };
  for (const part of parts) {
    const own = "size" in part ? part.size : part.of;
    const step = Math.min(own.align, layout.pack);
    exact &&= own.exact;
    align = Math.max(align, step);
    if ("size" in part) {
      bits = { left: 0, bytes: 0 };
      end = record.tag === "union" ? Math.max(end, own.bytes) : up(end, step) + own.bytes;
      continue;
    }
    const width = part.bits ?? 1;
    if (width > bits.left || (layout.unitsOfBits && own.bytes !== bits.bytes)) {
      end = record.tag === "union" ? Math.max(end, own.bytes) : up(end, step) + own.bytes;
      bits = { left: own.bytes * 8, bytes: own.bytes };
    }
    bits = { ...bits, left: record.tag === "union" ? 0 : bits.left - width };
  }
  return { bytes: up(end, align), align, exact };
}

function partsOf(member: Decl, layout: Layout): readonly Part[] {
  if (!layout.isThere(member)) {
    return [{ size: unknownSize }];
  }
  switch (member.kind) {
    case "variable":
      return member.storage.includes("static") ? [] : [ofField(member, undefined, layout)];
    case "record":
      // Without a name and without a field it is part of the outer one; one with a name is a type.
      return member.name === undefined ? [{ size: ofMembers(member, layout) }] : [];
    case "group": {
      const inline = member.members.find((part) => part.kind === "record");
      return member.members.flatMap((part) => (part.kind === "variable" ? ofField(part, inline, layout) : []));
    }
    case "other":
      return /^[\s;]*$/.test(member.text) ? [] : [{ size: unknownSize }];
    default:
      return [];
  }
}

function ofField(field: VariableDecl, inline: RecordDecl | undefined, layout: Layout): Part {
  const { sizes } = layout;
  const { array, pointers } = field.type;
  if (inline !== undefined && (array === undefined ? pointers === 0 : !array.ofPointers)) {
    return { size: times(ofMembers(inline, layout), sizes.countOf(field)) };
  }
  if (array !== undefined && array.lengths[0] === undefined) {
    // `UCHAR Data[];` at the end is as long as whoever allocates it likes, and takes nothing in a variable.
    return { size: { ...sizes.ofVariable(field), bytes: 0, exact: true } };
  }
  const size = sizes.ofVariable(field);
  return field.bits === undefined ? { size } : { bits: sizes.integer(field.bits), of: size };
}

const up = (offset: number, align: number): number => Math.ceil(offset / align) * align;

/** The alignment that `#pragma pack`, or a header that holds one, allows at an offset; 16 where none does. */
function packAt(offset: number, path: string, { unit }: SizeEnvironment): number {
  const file = unit.file(path);
  if (file === undefined) {
    return 1;
  }
  const pragmas = file.pragmas.flatMap(({ start, text }) => {
    const args = /^pack\s*\(([^)]*)\)/.exec(text)?.[1];
    return args === undefined ? [] : { start, args };
  });
  const headers = file.includes.flatMap(({ start, path: header }) => {
    const [, what] = /^(?:.*[\\/])?(pshpack(?:1|2|4|8)|poppack)\.h$/i.exec(header.toLowerCase()) ?? [];
    return what === undefined ? [] : { start, args: what === "poppack" ? "pop" : `push,${what.slice(-1)}` };
  });
  const stack: number[] = [];
  let pack = 16;
  for (const { start, args } of [...pragmas, ...headers].sort((a, b) => a.start - b.start)) {
    if (start > offset) {
      break;
    }
    const words = args.split(",").map((word) => word.trim());
    if (words.includes("pop")) {
      pack = stack.pop() ?? 16;
      continue;
    }
    if (words.includes("push")) {
      stack.push(pack);
    }
    const last = words.at(-1) ?? "";
    // A macro says how much: it may be 1.
    pack = /^\d+$/.test(last) ? Number(last) : last === "" ? 16 : last === "push" ? pack : 1;
  }
  return pack;
}
