/** Random functions with locks: written as C, and run step by step. */
import type { Random } from "../../engine/random.ts";

export type Condition =
  | { readonly kind: "flag"; readonly name: string; readonly negated: boolean }
  | { readonly kind: "is"; readonly name: string; readonly value: number; readonly negated: boolean }
  | { readonly kind: "both" | "either"; readonly left: Condition; readonly right: Condition }
  /** Another answer each time. */
  | { readonly kind: "anything"; readonly id: number }
  /** Takes the mutex, or does not. */
  | { readonly kind: "try" };

export type Statement =
  | { readonly kind: "take" | "drop"; readonly line: number; readonly lock: "A" | "B" }
  | { readonly kind: "take-mutex" | "drop-mutex" | "raise" | "lower" | "enter" | "leave"; readonly line: number }
  | { readonly kind: "set"; readonly line: number; readonly name: string; readonly value: number | string }
  | { readonly kind: "if"; readonly condition: Condition; readonly yes: Block; readonly no: Block | undefined }
  | { readonly kind: "while"; readonly condition: Condition; readonly body: Block }
  | { readonly kind: "switch"; readonly name: string; readonly cases: readonly Case[] }
  | { readonly kind: "call"; readonly line: number; readonly callee: number }
  | { readonly kind: "return" | "break" | "continue" | "out"; readonly line: number };

type Block = readonly Statement[];

interface Case {
  readonly value: number | undefined;
  readonly body: Block;
  readonly falls: boolean;
}

export interface Program {
  readonly body: Block;
  /** What stands behind `Out:`. */
  readonly cleanup: Block;
}

const names = { flags: ["f", "g", "d->Flag", "d->In"], numbers: ["n", "m", "d->Kind"] } as const;

/** Functions of one unit; each may call those before it. */
export class Writer {
  private readonly random: Random;
  private readonly lines: string[] = [];
  private budget = 0;
  private ids = 0;
  private callable = 0;

  constructor(random: Random) {
    this.random = random;
  }

  get text(): string {
    return `${this.lines.join("\n")}\n`;
  }

  function(index: number): Program {
    this.budget = 8 + this.random.upTo(21);
    this.callable = index;
    this.lines.push(`VOID Function${index}(PDEVICE d)`, "{", "    BOOLEAN f = FALSE;", "    BOOLEAN g = FALSE;");
    this.lines.push("    ULONG n = 0;", "    ULONG m = 0;", "    KIRQL iA;", "    KIRQL iB;", "    KIRQL iR;");
    const body = this.block(1, { loop: false, cleanup: false });
    this.lines.push("Out:", "    d->Done++;");
    const cleanup = this.block(1, { loop: false, cleanup: true });
    this.lines.push("}", "");
    return { body, cleanup };
  }

  private block(depth: number, where: { readonly loop: boolean; readonly cleanup: boolean }): Block {
    const statements: Statement[] = [];
    const count = 1 + this.random.upTo(depth === 1 ? 6 : 2);
    for (let index = 0; index < count && this.budget > 0; index++) {
      statements.push(this.statement(depth, where));
    }
    return statements;
  }

  private statement(depth: number, where: { readonly loop: boolean; readonly cleanup: boolean }): Statement {
    this.budget--;
    const { random } = this;
    const indent = "    ".repeat(depth);
    const at = (text: string): number => this.lines.push(indent + text) - 1;
    const choice = random.upTo(depth < 4 ? 25 : 16);
    if (choice < 3) {
      const lock = random.pick(["A", "B"] as const);
      return { kind: "take", lock, line: at(`KeAcquireSpinLock(&d->${lock}, &i${lock});`) };
    }
    if (choice < 6) {
      const lock = random.pick(["A", "B"] as const);
      return { kind: "drop", lock, line: at(`KeReleaseSpinLock(&d->${lock}, i${lock});`) };
    }
    switch (choice) {
      case 6:
        return { kind: "take-mutex", line: at("ExAcquireFastMutex(&d->M);") };
      case 7:
        return { kind: "drop-mutex", line: at("ExReleaseFastMutex(&d->M);") };
      case 8:
        return { kind: "raise", line: at("KeRaiseIrql(DISPATCH_LEVEL, &iR);") };
      case 9:
        return { kind: "lower", line: at("KeLowerIrql(iR);") };
      case 10:
        return { kind: "enter", line: at("KeEnterCriticalRegion();") };
      case 11:
        return { kind: "leave", line: at("KeLeaveCriticalRegion();") };
      case 12:
      case 13:
      case 14:
        return this.assignment(at);
      case 15:
        if (this.callable > 0) {
          const callee = random.upTo(this.callable - 1);
          return { kind: "call", callee, line: at(`Function${callee}(d);`) };
        }
        return this.assignment(at);
      case 16:
        return this.jump(where, at);
      case 17:
      case 18: {
        const condition = this.condition(2);
        at(`while (${this.written(condition)}) {`);
        const body = this.block(depth + 1, { ...where, loop: true });
        at("}");
        return { kind: "while", condition, body };
      }
      case 19: {
        const name = random.pick(names.numbers);
        at(`switch (${name}) {`);
        const cases = [0, 1, 2].slice(random.upTo(2)).map((value) => this.switchCase(value, depth, where, at));
        const all = random.upTo(1) === 0 ? [...cases, this.switchCase(undefined, depth, where, at)] : cases;
        at("}");
        return { kind: "switch", name, cases: all };
      }
      default: {
        const condition = this.condition(2);
        at(`if (${this.written(condition)}) {`);
        const yes = this.block(depth + 1, where);
        if (random.upTo(1) === 0) {
          at("}");
          return { kind: "if", condition, yes, no: undefined };
        }
        at("} else {");
        const no = this.block(depth + 1, where);
        at("}");
        return { kind: "if", condition, yes, no };
      }
    }
  }

  private switchCase(
    value: number | undefined,
    depth: number,
    where: { readonly loop: boolean; readonly cleanup: boolean },
    at: (text: string) => number,
  ): Case {
    at(value === undefined ? "default:" : `case ${value}:`);
    const body = this.block(depth + 1, { ...where, loop: false });
    const falls = value !== undefined && this.random.upTo(2) === 0;
    at(falls ? "    ;" : "    break;");
    return { value, body, falls };
  }

  private assignment(at: (text: string) => number): Statement {
    const { random } = this;
    if (random.upTo(1) === 0) {
      const name = random.pick(names.numbers);
      const value = random.pick([0, 1, 2, 3, 4, 5, "d->Kind", "d->Kind"]);
      return { kind: "set", name, value, line: at(`${name} = ${value};`) };
    }
    const name = random.pick(["f", "g", "d->Flag"]);
    const value = random.pick([0, 1, "f", "g", "d->In"]);
    return { kind: "set", name, value, line: at(`${name} = ${["FALSE", "TRUE"][value as number] ?? value};`) };
  }

  private jump(where: { readonly loop: boolean; readonly cleanup: boolean }, at: (text: string) => number): Statement {
    const kind = this.random.pick([
      "return" as const,
      ...(where.loop ? (["break", "continue", "break", "continue"] as const) : []),
      ...(where.cleanup ? [] : (["out", "out", "out"] as const)),
    ]);
    return { kind, line: at(kind === "out" ? "goto Out;" : `${kind};`) };
  }

  private condition(depth: number): Condition {
    const { random } = this;
    const negated = random.upTo(2) === 0;
    switch (random.upTo(depth > 0 ? 9 : 6)) {
      case 0:
      case 1:
      case 2:
      case 3:
        return { kind: "flag", name: random.pick(names.flags), negated };
      case 4:
        return { kind: "is", name: random.pick(names.numbers), value: random.upTo(4), negated };
      case 5:
        return { kind: "anything", id: this.ids++ };
      case 6:
        return depth === 2 ? { kind: "try" } : { kind: "anything", id: this.ids++ };
      default:
        return {
          kind: random.pick(["both", "either"] as const),
          left: this.condition(depth - 1),
          right: this.condition(depth - 1),
        };
    }
  }

  private written(condition: Condition): string {
    switch (condition.kind) {
      case "flag":
        return `${condition.negated ? "!" : ""}${condition.name}`;
      case "is":
        return `${condition.name} ${condition.negated ? "!=" : "=="} ${condition.value}`;
      case "anything":
        return `Ask(d, ${condition.id})`;
      case "try":
        return "ExTryToAcquireFastMutex(&d->M)";
      default: {
        const op = condition.kind === "both" ? "&&" : "||";
        return `(${this.written(condition.left)}) ${op} (${this.written(condition.right)})`;
      }
    }
  }
}

/** The processor at one moment, and the variables of the function that runs. */
export interface Moment {
  readonly level: number;
  /** Taken minus released since the function's entry, where that is not 0. */
  readonly locks: ReadonlyMap<string, number>;
  readonly critical: number;
  readonly values: ReadonlyMap<string, number>;
}

type Ending = "next" | "return" | "break" | "continue" | "out";

/** What no driver may do: the run ends there. */
class Undefined extends Error {}

const maximumSteps = 300;

/** Runs a function once, with decisions at random; tells of each line what is so after it. */
export class Run {
  private readonly random: Random;
  private readonly programs: readonly Program[];
  private readonly seen: (line: number, moment: Moment) => void;
  private level: number;
  private critical = 0;
  private steps = 0;
  private depth = 0;
  private readonly held = new Map<string, number>();
  /** Levels that the mutex keeps. */
  private mutexLevel = 0;
  private readonly memory = new Map<string, number>();
  private locals = new Map<string, number>();

  constructor(
    random: Random,
    programs: readonly Program[],
    level: number,
    seen: (line: number, moment: Moment) => void,
  ) {
    this.random = random;
    this.programs = programs;
    this.level = level;
    this.seen = seen;
    this.memory.set("d->Flag", random.upTo(1)).set("d->In", random.upTo(1)).set("d->Kind", random.upTo(5));
  }

  /** The end of the function's run; undefined where the run ended before. */
  run(index: number): Moment | undefined {
    try {
      this.call(index);
      return this.moment();
    } catch (error) {
      if (error instanceof Undefined) {
        return undefined;
      }
      throw error;
    }
  }

  private call(index: number): void {
    const { body, cleanup } = this.programs[index] as Program;
    const caller = this.locals;
    // What a condition was about is taken to stay as it is while other functions run.
    const memory = [...this.memory];
    this.locals = new Map(["f", "g", "n", "m"].map((name) => [name, 0]));
    this.depth++;
    const ending = this.block(body);
    if (ending === "next" || ending === "out") {
      this.block(cleanup);
    }
    this.depth--;
    if (this.depth > 0) {
      this.locals = caller;
      for (const [name, value] of memory) {
        this.memory.set(name, value);
      }
    }
  }

  private block(statements: Block): Ending {
    for (const statement of statements) {
      const ending = this.statement(statement);
      if (ending !== "next") {
        return ending;
      }
    }
    return "next";
  }

  private statement(statement: Statement): Ending {
    this.steps++;
    this.must(this.steps < maximumSteps);
    switch (statement.kind) {
      case "if":
        return this.holds(statement.condition)
          ? this.block(statement.yes)
          : statement.no === undefined
            ? "next"
            : this.block(statement.no);
      case "while":
        while (this.holds(statement.condition)) {
          this.must(this.steps++ < maximumSteps);
          const ending = this.block(statement.body);
          if (ending === "break") {
            break;
          }
          if (ending === "return" || ending === "out") {
            return ending;
          }
        }
        return "next";
      case "switch":
        return this.switchOver(statement.name, statement.cases);
      case "return":
      case "break":
      case "continue":
      case "out":
        return statement.kind;
      default:
        this.simple(statement);
        if (this.depth === 1) {
          this.seen(statement.line, this.moment());
        }
        return "next";
    }
  }

  private switchOver(name: string, cases: readonly Case[]): Ending {
    const value = this.value(name);
    const found = cases.findIndex((each) => each.value === value);
    const first = found >= 0 ? found : cases.findIndex((each) => each.value === undefined);
    for (const { body, falls } of first < 0 ? [] : cases.slice(first)) {
      const ending = this.block(body);
      if (ending === "break") {
        return "next";
      }
      if (ending !== "next") {
        return ending;
      }
      if (!falls) {
        return "next";
      }
    }
    return "next";
  }

  private simple(statement: Statement): void {
    switch (statement.kind) {
      case "take":
        this.must(this.level <= 2 && this.balance(statement.lock) < 1);
        this.locals.set(`i${statement.lock}`, this.level);
        this.count(statement.lock, 1);
        this.level = 2;
        break;
      case "drop":
        this.level = this.restored(`i${statement.lock}`);
        this.count(statement.lock, -1);
        break;
      case "take-mutex":
        this.takeMutex();
        break;
      case "drop-mutex":
        // A caller's mutex keeps a level that nobody here knows.
        this.must(this.balance("M") === 1);
        this.count("M", -1);
        this.level = this.mutexLevel;
        break;
      case "raise":
        this.must(this.level <= 2);
        this.locals.set("iR", this.level);
        this.level = 2;
        break;
      case "lower":
        this.level = this.restored("iR");
        break;
      case "enter":
        this.critical++;
        break;
      case "leave":
        this.critical--;
        break;
      case "set":
        this.assign(
          statement.name,
          typeof statement.value === "number" ? statement.value : this.value(statement.value),
        );
        break;
      case "call":
        this.call(statement.callee);
        break;
      default:
        throw new Error(`${statement.kind} is not simple`);
    }
  }

  private takeMutex(): void {
    this.must(this.level <= 1 && this.balance("M") < 1);
    this.mutexLevel = this.level;
    this.count("M", 1);
    this.level = 1;
  }

  private holds(condition: Condition): boolean {
    switch (condition.kind) {
      case "flag":
        return (this.value(condition.name) !== 0) !== condition.negated;
      case "is":
        return (this.value(condition.name) === condition.value) !== condition.negated;
      case "both":
        return this.holds(condition.left) && this.holds(condition.right);
      case "either":
        return this.holds(condition.left) || this.holds(condition.right);
      case "anything":
        return this.random.upTo(1) === 0;
      case "try":
        if (this.random.upTo(1) === 0) {
          return false;
        }
        this.takeMutex();
        return true;
    }
  }

  private moment(): Moment {
    const locks = new Map([...this.held].flatMap(([name, net]) => (net === 0 ? [] : [[`&d->${name}`, net] as const])));
    return { level: this.level, locks, critical: this.critical, values: new Map([...this.memory, ...this.locals]) };
  }

  private restored(name: string): number {
    const level = this.locals.get(name);
    this.must(level !== undefined);
    return level as number;
  }

  private value(name: string): number {
    return this.locals.get(name) ?? this.memory.get(name) ?? 0;
  }

  private assign(name: string, value: number): void {
    (this.memory.has(name) ? this.memory : this.locals).set(name, value);
  }

  private readonly balance = (lock: string): number => this.held.get(lock) ?? 0;

  private count(lock: string, change: number): void {
    const count = this.balance(lock) + change;
    this.must(count >= -1);
    this.held.delete(lock);
    this.held.set(lock, count);
  }

  private must(allowed: boolean): void {
    if (!allowed) {
      throw new Undefined();
    }
  }
}
