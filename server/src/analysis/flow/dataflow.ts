/**
 * Forward dataflow over a control-flow graph to a fixed point. It knows blocks, edges and a lattice that the caller
 * brings; what the states mean is the caller's alone.
 */
import type { Block, Cfg, Guard, Step } from "./cfg.ts";

/**
 * What an analysis computes with. States are never changed in place. `join` has to climb: from any state only finitely
 * many larger ones can be reached, or the budget ends the analysis.
 */
export interface Flow<S> {
  readonly entry: S;
  /** The state after a step. */
  transfer(step: Step, before: S): S;
  /** The state where a guard holds; undefined where it cannot hold, so that the edge is not taken. */
  assume(guard: Guard, state: S): S | undefined;
  /** The part of a state with which an exception may leave a block; undefined where none may. All of it if left out. */
  unwinding?(state: S, block: Block): S | undefined;
  join(a: S, b: S): S;
  equal(a: S, b: S): boolean;
}

export interface FlowResult<S> {
  /** The state before a block's first step; undefined where control does not get there. */
  before(block: Block): S | undefined;
  /** Visits each step that control can reach with the state before and after it, blocks in reverse postorder. */
  eachStep(visit: (step: Step, before: S, after: S) => void): void;
}

/** Visits of a block, on average, after which an analysis is given up: real functions need two to four. */
const maximumVisitsPerBlock = 50;

/** Runs an analysis; undefined where it does not come to an end within its budget: then nothing is known. */
export function solve<S>(cfg: Cfg, flow: Flow<S>): FlowResult<S> | undefined {
  const states: (S | undefined)[] = new Array(cfg.blocks.length).fill(undefined);
  const pending = new BlockQueue(cfg.blocks.length);
  states[cfg.entry.id] = flow.entry;
  pending.add(cfg.entry.id);
  let budget = cfg.blocks.length * maximumVisitsPerBlock;
  for (let id = pending.take(); id !== undefined; id = pending.take()) {
    if (budget-- === 0) {
      return undefined;
    }
    const block = cfg.blocks[id] as Block;
    const before = states[id] as S;
    const after = block.steps.reduce((state, step) => flow.transfer(step, state), before);
    for (const edge of block.edges) {
      const leaving = edge.exceptional ? unwinding(before, block, flow) : after;
      const arriving = edge.guard === undefined || leaving === undefined ? leaving : flow.assume(edge.guard, leaving);
      if (arriving === undefined) {
        continue;
      }
      const known = states[edge.to.id];
      const joined = known === undefined ? arriving : flow.join(known, arriving);
      if (known === undefined || !flow.equal(known, joined)) {
        states[edge.to.id] = joined;
        pending.add(edge.to.id);
      }
    }
  }
  // Many ask, so what is between a block's steps is worked out once.
  let between: readonly (readonly S[])[] | undefined;
  const afterSteps = ({ id, steps }: Block): readonly S[] => {
    let state = states[id];
    return state === undefined ? [] : steps.map((step) => (state = flow.transfer(step, state as S)));
  };
  return {
    before: (block) => states[block.id],
    eachStep(visit) {
      between ??= cfg.blocks.map(afterSteps);
      for (const block of cfg.blocks) {
        let before = states[block.id];
        for (const [index, after] of (between[block.id] ?? []).entries()) {
          visit(block.steps[index] as Step, before as S, after);
          before = after;
        }
      }
    },
  };
}

const unwinding = <S>(state: S, block: Block, flow: Flow<S>): S | undefined =>
  flow.unwinding === undefined ? state : flow.unwinding(state, block);

/** Block numbers, the smallest first: in reverse postorder each is visited after what leads to it, loops apart. */
class BlockQueue {
  private readonly waiting: Uint8Array;
  /** A binary heap of the numbers that wait. */
  private readonly heap: number[] = [];

  constructor(count: number) {
    this.waiting = new Uint8Array(count);
  }

  add(id: number): void {
    if (this.waiting[id] === 1) {
      return;
    }
    this.waiting[id] = 1;
    const { heap } = this;
    let at = heap.push(id) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if ((heap[parent] as number) <= id) {
        break;
      }
      heap[at] = heap[parent] as number;
      at = parent;
    }
    heap[at] = id;
  }

  take(): number | undefined {
    const { heap } = this;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined) {
      return undefined;
    }
    this.waiting[first] = 0;
    if (heap.length > 0) {
      this.sink(last);
    }
    return first;
  }

  /** Puts `id` where the first was, and down to its place. */
  private sink(id: number): void {
    const { heap } = this;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const right = left + 1;
      const child = right < heap.length && (heap[right] as number) < (heap[left] as number) ? right : left;
      if (child >= heap.length || (heap[child] as number) >= id) {
        break;
      }
      heap[at] = heap[child] as number;
      at = child;
    }
    heap[at] = id;
  }
}
