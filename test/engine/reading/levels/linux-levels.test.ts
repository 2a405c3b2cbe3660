/** The contexts of Linux code that people are shown: at places, after calls, at entries, and the reasons for them. */
import { describe, expect, it } from "vitest";
import type { UnitLevels, Why } from "../../../../server/src/engine/reading/levels/level.ts";
import type { FunctionModel } from "../../../../server/src/model/function.ts";
import { openUnit } from "../../../support/engine.ts";

const text = `#include <linux/interrupt.h>
#include <linux/workqueue.h>
struct sample { spinlock_t lock; struct work_struct work; struct timer_list timer; int count; };
static void count_one(struct sample *s)
{
	s->count++;
}
static void count_all(struct sample *s)
{
	s->count = 0;
	spin_lock(&s->lock);
	count_one(s);
	spin_unlock(&s->lock);
	s->count = 1;
}
static void from_anywhere(struct sample *s)
{
	s->count = 2;
}
static void from_both(struct sample *s)
{
	s->count = 3;
}
static void handed(struct sample *s)
{
	s->count = 4;
}
static void also_called(struct sample *s)
{
	s->count = 5;
}
void visible(struct sample *s)
{
	s->count = 6;
}
static void on_timer(struct timer_list *timer)
{
	struct sample *s = from_timer(s, timer, timer);
	from_both(s);
	spin_lock(&s->lock);
	from_anywhere(s);
	visible(s);
	spin_unlock(&s->lock);
}
static irqreturn_t handler(int irq, void *data)
{
	also_called(data);
	handed(data);
	return IRQ_HANDLED;
}
static irqreturn_t polled(int irq, void *data)
{
	struct sample *s = data;
	s->count = 7;
	return IRQ_HANDLED;
}
static void on_work(struct work_struct *work)
{
	struct sample *s = container_of(work, struct sample, work);
	unsigned long flags;
	mutex_lock(&sample_mutex);
	from_both(s);
	local_irq_save(flags);
	s->count = 8;
	local_irq_restore(flags);
	mutex_unlock(&sample_mutex);
}
static void sleeps(struct sample *s)
{
	s->count = 9;
	msleep(1);
	s->count = 10;
	if (s->timer.expires)
		spin_lock_bh(&s->lock);
	s->count = 11;
}
static void asks(struct sample *s)
{
	if (in_interrupt())
		s->count = 12;
	rcu_read_lock();
	s->count = 13;
	rcu_read_unlock();
}
void probe(struct sample *s)
{
	from_anywhere(s);
	sample_ops.fn = handed;
	INIT_WORK(&s->work, on_work);
	timer_setup(&s->timer, on_timer, 0);
	polled(7, s);
	request_irq(8, polled, 0, "polled", s);
	request_irq(7, handler, 0, "sample", s);
}
EXPORT_SYMBOL(also_called);
`;

const session = openUnit([{ path: "sample.c", text }], { kind: "linux-kernel" });
session.check("sample.c", () => undefined);
const reading = session.reading("sample.c");
const functions = reading?.context.file.declarations.flatMap((declaration) => declaration.functions) ?? [];

function asking(name: string): { readonly fn: FunctionModel; readonly levels: UnitLevels } {
  const fn = functions.find((one) => one.name === name);
  const { levels } = session;
  if (fn === undefined || levels === undefined) {
    throw new Error(name);
  }
  return { fn, levels };
}

const offsetOf = (fn: FunctionModel, where: string): number =>
  text.indexOf(where, fn.anchor.start + fn.definition.start) - fn.anchor.start;

function at(name: string, where: string) {
  const { fn, levels } = asking(name);
  return levels.at(fn, offsetOf(fn, where))?.level;
}

const told = (whys: readonly Why[], depth = 0): readonly string[] =>
  whys.flatMap(({ text: said, because }) => [`${"  ".repeat(depth)}${said}`, ...told(because, depth + 1)]);

describe("contexts of Linux code", () => {
  it("are those of locks and sections that are held", () => {
    expect(at("count_all", "s->count = 0")).toBeUndefined();
    expect(at("count_all", "count_one(s)")).toEqual({
      text: "under a spin lock",
      phrase: "under a spin lock",
      mark: "atomic",
      isCertain: true,
    });
    expect(at("count_all", "s->count = 1")).toBeUndefined();
    expect(at("on_work", "s->count = 8")?.text).toBe("with interrupts off");
    expect(at("asks", "s->count = 13")?.text).toBe("in an RCU read-side section");
  });

  it("are a handler's whatever it holds, and a process's otherwise", () => {
    expect(at("on_timer", "from_anywhere(s)")?.text).toBe("in a softirq");
    expect(at("handler", "return IRQ_HANDLED")?.text).toBe("in a hardware interrupt");
    expect(at("on_work", "mutex_lock")).toEqual({
      text: "process context",
      phrase: "in process context",
      mark: undefined,
      isCertain: true,
    });
  });

  it("are known behind what sleeps and behind what asks for them", () => {
    expect(at("sleeps", "s->count = 9")).toBeUndefined();
    expect(at("sleeps", "s->count = 10")?.text).toBe("process context");
    expect(at("sleeps", "s->count = 11")).toMatchObject({
      text: "process or atomic context",
      mark: "atomic",
      isCertain: false,
    });
    expect(at("asks", "s->count = 12")).toMatchObject({ text: "atomic context", phrase: "in atomic context" });
  });

  it("come from callers where all of them are known", () => {
    expect(at("count_one", "s->count++")?.text).toBe("under a spin lock");
    expect(at("from_both", "s->count = 3")).toMatchObject({ text: "process or atomic context", isCertain: false });
    expect(asking("count_one").levels.entryOf(asking("count_one").fn)).toMatchObject({ from: "callers" });
  });

  it("are unknown where somebody else may call", () => {
    expect(at("from_anywhere", "s->count = 2")).toBeUndefined();
    expect(at("handed", "s->count = 4")).toBeUndefined();
    expect(at("also_called", "s->count = 5")).toBeUndefined();
    expect(at("visible", "s->count = 6")).toBeUndefined();
  });

  it("of a handler that is also called are not only the handler's", () => {
    const { fn, levels } = asking("polled");
    expect(levels.entryOf(fn)).toMatchObject({ text: "process or atomic context", from: "role", isCertain: false });
  });

  it("change at calls that take and release, not at those that sleep", () => {
    const changes = (name: string) => {
      const { fn, levels } = asking(name);
      return levels.changesIn(fn).map(({ start, end, after }) => [fn.text({ start, end }), after.text]);
    };
    expect(changes("count_all")).toEqual([["spin_lock(&s->lock)", "under a spin lock"]]);
    expect(changes("on_work")).toEqual([
      ["local_irq_save(flags)", "with interrupts off"],
      ["local_irq_restore(flags)", "process context"],
    ]);
    expect(changes("on_timer")).toEqual([]);
    expect(changes("sleeps")).toEqual([["spin_lock_bh(&s->lock)", "under a spin lock"]]);
  });

  it("have reasons that lead to where they come from", () => {
    const why = (name: string, where: string) => {
      const { fn, levels } = asking(name);
      return told(levels.why(fn, offsetOf(fn, where)));
    };
    expect(why("count_one", "s->count++")).toEqual([
      "count_all calls count_one here under a spin lock",
      "  s->lock is taken here by spin_lock",
    ]);
    expect(why("from_both", "s->count = 3")).toEqual([
      "on_timer calls from_both here in a softirq",
      "  on_timer is handed to the kernel here by timer_setup, which calls it in a softirq",
      "on_work calls from_both here in process context",
      "  on_work is handed to the kernel here by INIT_WORK, which calls it in process context",
    ]);
    expect(why("on_timer", "from_anywhere(s)")).toEqual([
      "s->lock is taken here by spin_lock",
      "on_timer is handed to the kernel here by timer_setup, which calls it in a softirq",
    ]);
  });

  it("that are not known say what is missing", () => {
    const lacking = (name: string) => told(asking(name).levels.lackingAtEntry(asking(name).fn));
    expect(lacking("from_anywhere")).toEqual([
      "on_timer calls from_anywhere here in a softirq",
      "  s->lock is taken here by spin_lock",
      "  on_timer is handed to the kernel here by timer_setup, which calls it in a softirq",
      "probe calls from_anywhere here, in a context that is not known",
      "  probe may be called in any context: it is not static",
    ]);
    expect(lacking("handed")).toContain("handed may be called in any context: its address is handed around");
    expect(lacking("sleeps")).toEqual(["sleeps may be called in any context: nothing in these files calls it"]);
  });

  it("are told of the calls of a function", () => {
    const { fn, levels } = asking("from_anywhere");
    const said = levels
      .callersOf(fn)
      .flatMap((caller) => levels.callsTo(fn, caller).map(({ level }) => [caller.name, level?.text]));
    expect(said).toEqual([
      ["on_timer", "in a softirq"],
      ["probe", undefined],
    ]);
  });
});
