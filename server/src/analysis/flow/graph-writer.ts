/** Writes a graph's blocks in the order of control: where control is now, what stands around it, how it leaves. */
import type { BlockStmt, Node, VariableDecl } from "../../syntax/ast.ts";
import type { Guard, Step } from "./cfg.ts";
import type { Frame } from "./frames.ts";
import { type OpenBlock, openBlock } from "./open-block.ts";

/** More blocks than any function that people wrote has, with its `__finally` bodies copied to each way out. */
const maximumBlocks = 20_000;
/** Nesting that the call stack bears. */
const maximumDepth = 800;

export class GraphWriter {
  readonly entry = openBlock();
  readonly exit = openBlock();
  readonly unwind = openBlock();
  /** Set where the function is too large, or jumps where nobody can see: then there is no graph of it. */
  exhausted = false;
  private frames: readonly Frame[] = [];
  private current = this.entry;
  private count = 0;
  private depth = 0;

  /** Writes something that stands inside of what is being written; gives up where that goes too deep. */
  nested(write: () => void): void {
    this.exhausted ||= this.depth >= maximumDepth;
    if (!this.exhausted) {
      this.depth++;
      write();
      this.depth--;
    }
  }

  /** A block that nothing leads to yet. */
  open(): OpenBlock {
    this.count++;
    if (this.count > maximumBlocks) {
      this.exhausted = true;
    }
    return openBlock();
  }

  /** Adds a step here. Where exceptions are caught what comes after a change begins a block of its own. */
  add(step: Step): void {
    const follows = step.kind !== "statement" || decides.has(step.node.kind);
    if (follows && this.handler() !== undefined && this.current.steps.some(changes)) {
      const next = this.open();
      this.goTo(next);
      this.enter(next);
    }
    this.current.steps.push(step);
  }

  /** Goes on at a block; what stood before has to have led somewhere. */
  enter(block: OpenBlock): void {
    this.current = block;
    const handler = this.handler();
    if (handler !== undefined) {
      block.edges.push({ to: handler, guard: undefined, exceptional: true });
    }
  }

  /** Control may go from here to a block; it stays here for the other edges of this place. */
  edge(to: OpenBlock, guard?: Guard): void {
    this.current.edges.push({ to, guard, exceptional: false });
  }

  /** Control goes from here to a block; what is written next is reached only by a label or a `case`. */
  goTo(to: OpenBlock): void {
    this.edge(to);
    this.stop();
  }

  /** Control ends here. */
  stop(): void {
    this.current = openBlock();
  }

  /** The block that control is in, to add edges later. */
  here(): OpenBlock {
    return this.current;
  }

  /** Writes `body` inside of a frame. What control does at the frame's end is the caller's. */
  within(frame: Frame, body: () => void): void {
    const outside = this.frames;
    this.frames = [...outside, frame];
    body();
    this.frames = outside;
  }

  /** Writes `body` inside of a scope whose variables end with it. */
  scope(node: Node, body: () => void): void {
    const variables: VariableDecl[] = [];
    this.within({ kind: "scope", node, variables }, () => {
      body();
      this.end(variables);
    });
  }

  /** A variable begins to live in the innermost scope. */
  declare(node: VariableDecl, lifetime: "ends" | "unobserved"): void {
    this.add({ kind: "declare", node });
    const scope = this.frames.findLast((frame) => frame.kind === "scope");
    if (lifetime === "ends" && scope?.kind === "scope") {
      scope.variables.push(node);
    }
  }

  /** The innermost frame for which `wanted` says true. */
  innermost<K extends Frame["kind"]>(...kinds: readonly K[]): Extract<Frame, { kind: K }> | undefined {
    const found = this.frames.findLast((frame) => kinds.some((kind) => kind === frame.kind));
    return found as Extract<Frame, { kind: K }> | undefined;
  }

  /**
   * Control leaves the frames inside of `keep` (all of them where undefined), ending lives and running `__finally` bodies
   * on the way, and goes to a block.
   */
  leave(keep: ((frame: Frame) => boolean) | undefined, to: OpenBlock, writeFinally: (body: BlockStmt) => void): void {
    const { frames } = this;
    for (let index = frames.length - 1; index >= 0; index--) {
      const frame = frames[index] as Frame;
      if (keep?.(frame)) {
        break;
      }
      this.frames = frames.slice(0, index);
      if (frame.kind === "scope") {
        this.end(frame.variables);
      } else if (frame.kind === "finally" && !this.exhausted) {
        const next = this.open();
        this.goTo(next);
        this.enter(next);
        writeFinally(frame.body);
      }
    }
    this.goTo(to);
    this.frames = frames;
  }

  /** Control goes where an exception that is raised here goes. */
  raise(): void {
    this.goTo(this.handler() ?? this.unwind);
  }

  /** Where exceptions go that are raised here; undefined where nothing in the function catches them. */
  handler(): OpenBlock | undefined {
    return this.innermost("try", "finally")?.handler;
  }

  private end(variables: readonly VariableDecl[]): void {
    for (const node of variables.toReversed()) {
      this.add({ kind: "end", node });
    }
  }
}

const changes = (step: Step): boolean => step.kind !== "statement";

/** Statements that evaluate something themselves, which may raise an exception without a step of its own. */
const decides: ReadonlySet<string> = new Set(["if", "while", "do", "for", "range-for", "switch", "return"]);
