/** A tree-sitter tree copied into flat arrays in one walk, so that building needs no further call into wasm. */
import type { TreeCursor } from "web-tree-sitter";
import type { Span } from "../ast.ts";
import { type Grammar, TypeFlag } from "./grammar.ts";

/** Index of a node in a `FlatTree`; 0 is no node. */
export type NodeId = number;

/**
 * The nodes of one tree by index, the root is 1. Tokens that a parent's type implies are left out, unless the tree has
 * errors: then what is there tells how far the source got. The arrays are used again for the next tree.
 */
export class FlatTree {
  /** Spans of the outermost ERROR nodes and of MISSING ones, in UTF-16 units of the parsed text. */
  errors: Span[] = [];
  hasError = false;
  private grammar: Grammar | undefined;
  private count = 0;
  private types = new Uint16Array(1024);
  private fieldIds = new Uint16Array(1024);
  private starts = new Int32Array(1024);
  private ends = new Int32Array(1024);
  private firsts = new Int32Array(1024);
  private nexts = new Int32Array(1024);

  /** Copies the tree at whose root the cursor stands; `shift` is added to its offsets. */
  read(cursor: TreeCursor, grammar: Grammar, hasError: boolean, shift = 0): void {
    this.errors = [];
    this.hasError = hasError;
    this.grammar = grammar;
    this.count = 1;
    const { flags } = grammar;
    const parents: NodeId[] = [];
    let parent: NodeId = 0;
    let previous: NodeId = 0;
    let insideError = 0;
    for (;;) {
      const id = cursor.nodeTypeId;
      const type = Math.min(id, grammar.error);
      const flag = flags[type] as number;
      let descends = false;
      if ((flag & TypeFlag.implied) === 0 || hasError) {
        const node = this.add(type);
        const start = cursor.startIndex + shift;
        this.starts[node] = start;
        this.ends[node] =
          hasError || (flag & TypeFlag.named) !== 0
            ? cursor.endIndex + shift
            : start + (grammar.names[type] as string).length;
        const ordered = parent !== 0 && ((flags[this.types[parent] as number] as number) & TypeFlag.positional) !== 0;
        this.fieldIds[node] = ordered ? 0 : cursor.currentFieldId;
        if (previous === 0) {
          this.firsts[parent] = node;
        } else {
          this.nexts[previous] = node;
        }
        previous = node;
        descends = (flag & TypeFlag.leaf) === 0 || hasError;
        if (hasError && insideError === 0 && (type === grammar.error || cursor.nodeIsMissing)) {
          this.errors.push({ start, end: this.ends[node] as number });
        }
      }
      if (descends && cursor.gotoFirstChild()) {
        parents.push(previous);
        insideError += type === grammar.error ? 1 : 0;
        parent = previous;
        previous = 0;
        continue;
      }
      while (!cursor.gotoNextSibling()) {
        const up = parents.pop();
        if (up === undefined) {
          return;
        }
        cursor.gotoParent();
        insideError -= this.types[up] === grammar.error ? 1 : 0;
        previous = up;
        parent = parents.at(-1) ?? 0;
      }
    }
  }

  get root(): NodeId {
    return 1;
  }

  /** The grammar's name of a node's type; a token's name is its text. */
  name(node: NodeId): string {
    return (this.grammar as Grammar).names[this.types[node] as number] as string;
  }

  /** The type id, an index into the tables of a grammar. */
  type(node: NodeId): number {
    return this.types[node] as number;
  }

  start(node: NodeId): number {
    return this.starts[node] as number;
  }

  end(node: NodeId): number {
    return this.ends[node] as number;
  }

  isNamed(node: NodeId): boolean {
    return (((this.grammar as Grammar).flags[this.types[node] as number] as number) & TypeFlag.named) !== 0;
  }

  isError(node: NodeId): boolean {
    return this.types[node] === (this.grammar as Grammar).error;
  }

  /** First child of any kind. */
  first(node: NodeId): NodeId {
    return this.firsts[node] as number;
  }

  /** Next sibling of any kind. */
  next(node: NodeId): NodeId {
    return this.nexts[node] as number;
  }

  firstNamed(node: NodeId): NodeId {
    return this.namedFrom(this.first(node));
  }

  nextNamed(node: NodeId): NodeId {
    return this.namedFrom(this.next(node));
  }

  lastNamed(node: NodeId): NodeId {
    let last: NodeId = 0;
    for (let child = this.firstNamed(node); child !== 0; child = this.nextNamed(child)) {
      last = child;
    }
    return last;
  }

  /** The first token (unnamed child) of a node: its operator, mostly. */
  token(node: NodeId): NodeId {
    let child = this.first(node);
    while (child !== 0 && (this.isNamed(child) || this.isError(child))) {
      child = this.next(child);
    }
    return child;
  }

  /** The field of a node in its parent; empty where none, or where the parent's children are told apart by order. */
  field(node: NodeId): string {
    return (this.grammar as Grammar).fields[this.fieldIds[node] as number] as string;
  }

  /** The first named child in a field. */
  child(node: NodeId, field: string): NodeId {
    let child = this.firstNamed(node);
    while (child !== 0 && this.field(child) !== field) {
      child = this.nextNamed(child);
    }
    return child;
  }

  /** The first child of a type. */
  ofType(node: NodeId, name: string): NodeId {
    let child = this.first(node);
    while (child !== 0 && this.name(child) !== name) {
      child = this.next(child);
    }
    return child;
  }

  hasErrorChild(node: NodeId): boolean {
    if (this.hasError) {
      for (let child = this.first(node); child !== 0; child = this.next(child)) {
        if (this.isError(child)) {
          return true;
        }
      }
    }
    return false;
  }

  private namedFrom(node: NodeId): NodeId {
    let at = node;
    while (at !== 0 && !this.isNamed(at)) {
      at = this.nexts[at] as number;
    }
    return at;
  }

  private add(type: number): NodeId {
    const node = this.count++;
    if (node === this.types.length) {
      this.grow();
    }
    this.types[node] = type;
    this.firsts[node] = 0;
    this.nexts[node] = 0;
    return node;
  }

  private grow(): void {
    const size = this.types.length * 2;
    const copy = <T extends Uint16Array | Int32Array>(to: T, from: T): T => {
      to.set(from);
      return to;
    };
    this.types = copy(new Uint16Array(size), this.types);
    this.fieldIds = copy(new Uint16Array(size), this.fieldIds);
    this.starts = copy(new Int32Array(size), this.starts);
    this.ends = copy(new Int32Array(size), this.ends);
    this.firsts = copy(new Int32Array(size), this.firsts);
    this.nexts = copy(new Int32Array(size), this.nexts);
  }
}
