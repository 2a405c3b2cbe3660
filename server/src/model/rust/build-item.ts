/** Makes of an item's syntax what rules see: its functions, the names that it gives, and where its spans are. */
import type { Span } from "../../syntax/ast.ts";
import type { RustExternBlock, RustImpl, RustItem, RustItemSyntax, RustTrait, RustUse } from "../../syntax/rust/ast.ts";
import { isLeftOut } from "./cfg.ts";
import type { NamedRustItem, RustFunctionModel, RustItemModel } from "./crate.ts";
import type { ModuleDeclaration } from "./modules.ts";

/** What a document keeps of an item; it moves `start`. */
export interface PlacedItem {
  readonly start: number;
  readonly length: number;
  readonly syntax: RustItemSyntax;
}

/** An item's model with what the crate asks of it; the same as long as the item is. */
export interface BuiltItem {
  readonly model: RustItemModel;
  readonly named: readonly NamedRustItem[];
  /** `mod name;` in it. */
  readonly modules: readonly ModuleDeclaration[];
  readonly uses: readonly PlacedUse[];
}

/** A `use` that stands beside items, in the inline modules of `scope`. */
export interface PlacedUse {
  readonly scope: readonly string[];
  readonly use: RustUse;
}

/** @param textOf of the file as it is when it is asked */
export function buildItem(file: string, placed: PlacedItem, textOf: () => string): BuiltItem {
  const named: NamedRustItem[] = [];
  const modules: ModuleDeclaration[] = [];
  const uses: PlacedUse[] = [];
  const functions: RustFunctionModel[] = [];
  const place = ({ start, end }: Span) => ({ file, anchor: placed, start, end });
  const text = ({ start, end }: Span): string => textOf().slice(placed.start + start, placed.start + end);
  const model: RustItemModel = {
    get start() {
      return placed.start;
    },
    length: placed.length,
    syntax: placed.syntax,
    functions,
    place,
    text,
  };
  const { errors } = placed.syntax;
  const isBroken = ({ start, end }: Span): boolean => errors.some((error) => error.start < end && error.end > start);

  function visit(item: RustItem, scope: readonly string[], container: NamedRustItem["container"]): void {
    if (isLeftOut(item.attributes)) {
      return;
    }
    switch (item.kind) {
      case "impl":
      case "extern-block":
        visitAll(item.items, scope, item);
        return;
      case "use":
        uses.push({ scope, use: item });
        return;
      case "macro-item":
      case "inner-attribute":
      case "unknown-item":
        return;
      case "mod":
        named.push({ file, scope, item: model, syntax: item, container });
        if (item.items === undefined) {
          const path = item.attributes.find((attribute) => attribute.path === "path")?.value;
          modules.push({ name: item.name, scope, path });
        } else {
          visitAll(item.items, [...scope, item.name], undefined);
        }
        return;
      case "trait":
        named.push({ file, scope, item: model, syntax: item, container });
        visitAll(item.items, scope, item);
        return;
      case "function":
        named.push({ file, scope, item: model, syntax: item, container });
        if (item.body !== undefined && container?.kind !== "extern-block") {
          const { name } = item;
          functions.push({
            name,
            file,
            scope,
            item: model,
            syntax: item,
            container,
            broken: isBroken(item),
            place,
            text,
          });
        }
        return;
      default:
        named.push({ file, scope, item: model, syntax: item, container });
    }
  }

  function visitAll(items: readonly RustItem[], scope: readonly string[], container: Container): void {
    // Hostile text may nest modules deeper than the stack is; nobody else does.
    if (scope.length < maximumNesting) {
      for (const item of items) {
        visit(item, scope, container);
      }
    }
  }

  visitAll(placed.syntax.items, [], undefined);
  return { model, named, modules, uses };
}

type Container = RustImpl | RustTrait | RustExternBlock | undefined;

const maximumNesting = 64;
