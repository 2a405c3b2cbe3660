/** A function definition's model, worked out from its syntax on first use. */
import type { CallExpr, FunctionDefinition, Node, Span, VariableDecl } from "../../syntax/ast.ts";
import type { DocumentText, SyntaxDeclaration } from "../../syntax/document.ts";
import type { AttributeRecord, ConventionRecord, SalRecord, SideRecord } from "../../syntax/side-table.ts";
import { children } from "../../syntax/walk.ts";
import type { CallSite, FunctionModel, NameUse } from "../function.ts";
import type { Place } from "../place.ts";
import type { PlacedStore } from "../stores.ts";
import { type StoreSite, storesAt, storesOfInitialiser } from "./function-stores.ts";
import { plainArguments } from "./macro-arguments.ts";

/** What one walk over a body collects. */
interface Contents {
  readonly calls: readonly CallSite[];
  readonly uses: readonly NameUse[];
  readonly locals: ReadonlyMap<string, readonly VariableDecl[]>;
  readonly macroArguments: ReadonlySet<string>;
  readonly stores: readonly PlacedStore[];
}

/** What the head's annotations are, sorted by what they annotate. */
interface HeadAnnotations {
  readonly annotations: readonly SalRecord[];
  readonly attributes: readonly AttributeRecord[];
  readonly conventions: readonly ConventionRecord[];
  readonly parameterAnnotations: readonly (readonly SalRecord[])[];
}

/** A function's model; what a walk over the body gives is worked out when it is first asked for. */
export class FunctionNode implements FunctionModel {
  readonly definition: FunctionDefinition;
  readonly anchor: SyntaxDeclaration;
  readonly file: string;
  readonly scope: string | undefined;
  readonly broken: boolean;
  private readonly document: DocumentText;
  private readonly headStart: number;
  private contents: Contents | undefined;
  private head: HeadAnnotations | undefined;
  private parents: Map<Node, Node> | undefined;
  private names: ReadonlySet<string> | undefined;

  /** @param headStart where this function's annotations may begin, relative to the declaration */
  constructor(
    definition: FunctionDefinition,
    declaration: SyntaxDeclaration,
    headStart: number,
    outerScope: string | undefined,
    file: string,
    document: DocumentText,
  ) {
    this.definition = definition;
    this.anchor = declaration;
    this.headStart = headStart;
    this.file = file;
    this.document = document;
    this.scope = joinScopes(outerScope, definition.scope);
    this.broken = declaration.syntax.errors.some(
      (error) => error.start < definition.body.end && error.end >= definition.body.start,
    );
  }

  get name(): string {
    return this.definition.name;
  }

  get calls(): readonly CallSite[] {
    return this.collected().calls;
  }

  get uses(): readonly NameUse[] {
    return this.collected().uses;
  }

  get locals(): ReadonlyMap<string, readonly VariableDecl[]> {
    return this.collected().locals;
  }

  get macroArguments(): ReadonlySet<string> {
    return this.collected().macroArguments;
  }

  /** What it puts into fields and into variables at file scope. */
  get stores(): readonly PlacedStore[] {
    return this.collected().stores;
  }

  get parameterNames(): ReadonlySet<string> {
    this.names ??= new Set(this.definition.parameters.flatMap((parameter) => parameter.name ?? []));
    return this.names;
  }

  get annotations(): readonly SalRecord[] {
    return this.headAnnotations().annotations;
  }

  get attributes(): readonly AttributeRecord[] {
    return this.headAnnotations().attributes;
  }

  get conventions(): readonly ConventionRecord[] {
    return this.headAnnotations().conventions;
  }

  get parameterAnnotations(): readonly (readonly SalRecord[])[] {
    return this.headAnnotations().parameterAnnotations;
  }

  parentOf(node: Node): Node | undefined {
    this.parents ??= parentsIn(this.definition);
    return this.parents.get(node);
  }

  place(span: Span): Place {
    return { file: this.file, anchor: this.anchor, start: span.start, end: span.end };
  }

  text(span: Span): string {
    return this.document.text.slice(this.anchor.start + span.start, this.anchor.start + span.end);
  }

  private collected(): Contents {
    if (this.contents === undefined) {
      const { nodes, ...collected } = collect(this.definition, this.anchor.side);
      this.contents = { ...collected, stores: this.storesIn(nodes, collected.locals) };
    }
    return this.contents;
  }

  private storesIn(nodes: readonly Node[], locals: Contents["locals"]): readonly PlacedStore[] {
    const { definition, file, scope } = this;
    const site: StoreSite = {
      file,
      scope,
      typesOf: (name) => {
        const local = locals.get(name)?.map(({ type }) => type);
        const parameter = definition.parameters.find((each) => each.name === name)?.type;
        return local ?? (parameter && [parameter]);
      },
      place: (span) => this.place(span),
    };
    return [
      ...definition.initialisers.flatMap((initialiser) => storesOfInitialiser(initialiser, site)),
      ...nodes.flatMap((node) => storesAt(node, site)),
    ];
  }

  private headAnnotations(): HeadAnnotations {
    this.head ??= sortAnnotations(this.anchor.side, this.definition, this.headStart, this.definition.body.start);
    return this.head;
  }
}

/** `a` and `b::c` are `a::b::c`; an empty or missing part is left out. */
export function joinScopes(outer: string | undefined, inner: string | undefined): string | undefined {
  return outer === undefined || outer === "" ? inner : inner === undefined ? outer : `${outer}::${inner}`;
}

/** Head of a function or prototype, as far as annotations need it. */
interface Head {
  readonly parameters: FunctionDefinition["parameters"];
  readonly parametersSpan: Span;
}

/** Sorts the records of `[from, to)` into those of the head and those of each parameter. */
export function sortAnnotations(side: readonly SideRecord[], head: Head, from: number, to: number): HeadAnnotations {
  const annotations: SalRecord[] = [];
  const attributes: AttributeRecord[] = [];
  const conventions: ConventionRecord[] = [];
  const parameterAnnotations: SalRecord[][] = head.parameters.map(() => []);
  const { parametersSpan } = head;
  for (const record of side) {
    if (record.start < from || record.start >= to) {
      continue;
    }
    const inParameters = record.start >= parametersSpan.start && record.end <= parametersSpan.end;
    if (record.kind === "attribute" && !inParameters) {
      attributes.push(record);
    } else if (record.kind === "sal" && !inParameters) {
      annotations.push(record);
    } else if (record.kind === "convention" && !inParameters) {
      conventions.push(record);
    } else if (record.kind === "sal") {
      const index = head.parameters.findIndex((parameter) => parameter.end > record.start);
      parameterAnnotations[index]?.push(record);
    }
  }
  return { annotations, attributes, conventions, parameterAnnotations };
}

/** @returns beside the contents the nodes that store something, in no order */
function collect(
  definition: FunctionDefinition,
  side: readonly SideRecord[],
): Omit<Contents, "stores"> & { readonly nodes: readonly Node[] } {
  const nodes: Node[] = [];
  const calls: CallSite[] = [];
  const uses: NameUse[] = [];
  const locals = new Map<string, VariableDecl[]>();
  const macroArguments = new Set<string>();
  for (const record of side) {
    if (record.kind === "macro" && record.start >= definition.body.start && record.end <= definition.body.end) {
      for (const name of plainArguments(record.args ?? "")) {
        macroArguments.add(name);
      }
    }
  }
  const stack: Node[] = [...definition.initialisers, definition.body].reverse();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.kind === "call") {
      calls.push(callSite(node));
      if (node.callee.kind === "name" && inCapitals.test(node.callee.name)) {
        for (const argument of node.args) {
          if (argument.kind === "name") {
            macroArguments.add(argument.name);
          }
        }
      }
    } else if (node.kind === "name") {
      uses.push(node);
    } else if (node.kind === "assign" || node.kind === "unary" || node.kind === "init-list") {
      nodes.push(node);
    } else if (node.kind === "variable") {
      nodes.push(node);
      const known = locals.get(node.name);
      if (known === undefined) {
        locals.set(node.name, [node]);
      } else {
        known.push(node);
      }
    }
    const parts = children(node);
    for (let index = parts.length - 1; index >= 0; index--) {
      const part = parts[index] as Node;
      // A callee that is a name is the call's, no use of the name as a value; a method of a local class has a model of its own.
      const isOwn = part.kind !== "function" && (node.kind !== "record" || part.kind !== "variable");
      if (isOwn && (node.kind !== "call" || part !== node.callee || part.kind !== "name")) {
        stack.push(part);
      }
    }
  }
  return { calls, uses, locals, macroArguments, nodes };
}

const inCapitals = /^[A-Z][A-Z0-9_]*$/;

function callSite(expr: CallExpr): CallSite {
  return { expr, name: expr.callee.kind === "name" ? expr.callee.name : undefined, nameSpan: expr.callee };
}

function parentsIn(root: Node): Map<Node, Node> {
  const parents = new Map<Node, Node>();
  const stack: Node[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    for (const part of children(node)) {
      parents.set(part, node);
      stack.push(part);
    }
  }
  return parents;
}
