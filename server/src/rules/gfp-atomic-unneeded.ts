/** Reports allocations with GFP_ATOMIC where the code may sleep. */
import { atomicFlow, atomicSummaries } from "../analysis/atomic/flow.ts";
import { unneededAtomics } from "../analysis/atomic/unneeded-atomic.ts";
import { isOtherBuild } from "../analysis/names/builds.ts";
import { defineRule } from "./rule.ts";

export const gfpAtomicUnneeded = defineRule({
  id: "gfp-atomic-unneeded",
  severity: "hint",
  platforms: ["linux-kernel"],
  equivalents: [],
  docs: {
    summary: "GFP_ATOMIC where the code may sleep",
    why:
      "An allocation that may not sleep takes from the reserves that interrupt handlers live on, and fails where one that " +
      "may sleep would wait a moment for memory to be freed.",
    bad: `struct sample { void *buffer; };

static int sample_probe(struct platform_device *pdev)
{
	struct sample *s = devm_kzalloc(&pdev->dev, sizeof(*s), GFP_ATOMIC);

	return s ? 0 : -ENOMEM;
}

static struct platform_driver sample_driver = {
	.probe = sample_probe,
};`,
    good: `struct sample { void *buffer; };

static int sample_probe(struct platform_device *pdev)
{
	struct sample *s = devm_kzalloc(&pdev->dev, sizeof(*s), GFP_KERNEL);

	return s ? 0 : -ENOMEM;
}

static struct platform_driver sample_driver = {
	.probe = sample_probe,
};`,
    references: ["https://docs.kernel.org/core-api/memory-allocation.html"],
  },
  summaries: [atomicSummaries],
  *checkFunction(fn, context) {
    const { body } = context.derived(atomicFlow, fn);
    for (const { name, flag, instead } of body === undefined ? [] : unneededAtomics(body, fn, context)) {
      const at = fn.place(flag);
      if (!isOtherBuild(at, context)) {
        yield {
          at,
          message: `${name} allocates with ${flag.name}, but ${fn.name} may sleep here`,
          advice: `Use ${instead}, unless the memory is needed to free memory`,
          fixes: [{ title: `Use ${instead}`, edits: [{ at, text: instead }] }],
        };
      }
    }
  },
});
