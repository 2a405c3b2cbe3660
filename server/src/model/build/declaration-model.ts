/** Makes a declaration's model: the functions it defines and the names it adds to its unit. */
import type { Decl, FunctionDefinition, RecordDecl, Span, VariableDecl } from "../../syntax/ast.ts";
import { linkage } from "../../syntax/cutter.ts";
import type { DocumentText, SyntaxDeclaration } from "../../syntax/document.ts";
import type { MacroRecord } from "../../syntax/side-table.ts";
import { isExpr, walk } from "../../syntax/walk.ts";
import type { DeclarationModel } from "../file.ts";
import type { Place } from "../place.ts";
import type { PlacedStore } from "../stores.ts";
import type { EnumeratorSymbol, HeadSymbol, Symbols, UnitSymbol } from "../symbols.ts";
import { FunctionNode, joinScopes, sortAnnotations } from "./function-node.ts";
import { storesOfVariable } from "./function-stores.ts";

/** The model of a declaration of `document`, which is the file `file`. */
export function buildDeclaration(
  declaration: SyntaxDeclaration,
  file: string,
  document: DocumentText,
): DeclarationModel {
  const builder = new Builder(declaration, file, document);
  const outer = declaration.scope.filter((name) => name !== linkage && name !== "").join("::") || undefined;
  builder.addAll(declaration.syntax.decls, 0, outer);
  return builder.finish();
}

/** A class or structure with a body, or something that looks like one. */
const localClass = /\b(?:struct|class)\b[^;(){}]*\{/;

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

class Builder {
  private readonly functions: FunctionNode[] = [];
  private readonly symbols: Mutable<Symbols> = {
    functions: [],
    prototypes: [],
    variables: [],
    typedefs: [],
    records: [],
    enums: [],
    enumerators: [],
    macroCalls: [],
  };
  private readonly declaration: SyntaxDeclaration;
  private readonly file: string;
  private readonly document: DocumentText;

  constructor(declaration: SyntaxDeclaration, file: string, document: DocumentText) {
    this.declaration = declaration;
    this.file = file;
    this.document = document;
  }

  /** Adds declarations that stand one behind the other; annotations between two of them belong to the second. */
  addAll(decls: readonly Decl[], from: number, scope: string | undefined): void {
    let before = from;
    for (const decl of decls) {
      this.add(decl, before, scope);
      before = decl.end;
    }
  }

  finish(): DeclarationModel {
    const { declaration, file, functions, document } = this;
    for (const record of declaration.side) {
      if (record.kind === "macro" && !functions.some((fn) => contains(fn.definition, record))) {
        this.symbols.macroCalls.push({ record, file, anchor: declaration } satisfies {
          record: MacroRecord;
          file: string;
          anchor: SyntaxDeclaration;
        });
      }
    }
    return {
      get start() {
        return declaration.start;
      },
      length: declaration.length,
      syntax: declaration.syntax,
      side: declaration.side,
      functions,
      symbols: this.symbols,
      text: ({ start, end }) => document.text.slice(declaration.start + start, declaration.start + end),
      stores: [...functions.flatMap(({ stores }) => stores), ...this.symbols.variables.flatMap(storesOf)],
    };
  }

  private add(decl: Decl, from: number, scope: string | undefined): void {
    const { symbols } = this;
    switch (decl.kind) {
      case "function":
        this.functions.push(new FunctionNode(decl, this.declaration, from, scope, this.file, this.document));
        symbols.functions.push(this.headSymbol(decl, from, decl.body.start, scope));
        this.addLocalClasses(decl, joinScopes(joinScopes(scope, decl.scope), decl.name));
        break;
      case "prototype":
        symbols.prototypes.push(this.headSymbol(decl, from, decl.end, scope));
        break;
      case "variable":
        symbols.variables.push(this.symbol(decl.name, decl, from, scope));
        break;
      case "typedef":
        symbols.typedefs.push(this.symbol(decl.name, decl, from, scope));
        break;
      case "record":
        symbols.records.push(this.symbol(decl.name ?? "", decl, from, scope));
        this.addMembers(decl, joinScopes(scope, decl.name));
        break;
      case "enum": {
        symbols.enums.push(this.symbol(decl.name ?? "", decl, from, scope));
        let previous: EnumeratorSymbol | undefined;
        for (const enumerator of decl.enumerators) {
          const symbol: EnumeratorSymbol = {
            ...this.symbol(enumerator.name, enumerator, enumerator.start, scope),
            previous,
          };
          symbols.enumerators.push(symbol);
          previous = symbol;
        }
        break;
      }
      case "namespace":
        this.addAll(decl.members, from, joinScopes(scope, decl.name));
        break;
      case "group":
        this.addAll(decl.members, from, scope);
        break;
      case "other":
        break;
    }
  }

  /** A record's functions, types and constants are the unit's too; its fields are its own. */
  private addMembers(record: RecordDecl, scope: string | undefined): void {
    let before = record.start;
    for (const member of record.members) {
      // `struct Part { ... } First, Second;` is a type and fields of it.
      for (const each of member.kind === "group" ? member.members : [member]) {
        const isStatic = each.kind === "variable" && each.storage.includes("static");
        if (each.kind !== "variable" || isStatic) {
          this.add(each, before, scope);
        }
        before = each.end;
      }
      before = member.end;
    }
  }

  /** Classes that a function defines in its body, as guards of one place are: their functions are the unit's too. */
  private addLocalClasses(fn: FunctionDefinition, scope: string | undefined): void {
    const { document, declaration } = this;
    const text = document.text.slice(declaration.start + fn.body.start, declaration.start + fn.body.end);
    if (document.language !== "cpp" || !localClass.test(text)) {
      return;
    }
    walk(fn.body, (node) => {
      if (node.kind === "record" && node.members.some(({ kind }) => kind === "function")) {
        this.add(node, node.start, scope);
      }
      return node.kind === "record" || node.kind === "function" || isExpr(node) ? "skip" : undefined;
    });
  }

  private headSymbol<T extends Extract<Decl, { kind: "function" | "prototype" }>>(
    decl: T,
    from: number,
    to: number,
    scope: string | undefined,
  ): HeadSymbol<T> {
    return {
      ...sortAnnotations(this.declaration.side, decl, from, to),
      name: decl.name,
      file: this.file,
      anchor: this.declaration,
      decl,
      scope: joinScopes(scope, decl.scope),
    };
  }

  private symbol<T extends Span>(name: string, decl: T, from: number, scope: string | undefined): UnitSymbol<T> {
    const records = this.declaration.side.filter((record) => record.start >= from && record.start < decl.end);
    return {
      name,
      file: this.file,
      anchor: this.declaration,
      decl,
      annotations: records.filter((record) => record.kind === "sal"),
      attributes: records.filter((record) => record.kind === "attribute"),
      conventions: records.filter((record) => record.kind === "convention"),
      scope,
    };
  }
}

function storesOf({ file, scope, anchor, decl }: UnitSymbol<VariableDecl>): readonly PlacedStore[] {
  const place = ({ start, end }: Span): Place => ({ file, anchor, start, end });
  return decl.init === undefined ? [] : storesOfVariable(decl, { file, scope, typesOf: () => undefined, place });
}

const contains = (outer: Span, inner: Span): boolean => inner.start >= outer.start && inner.end <= outer.end;
