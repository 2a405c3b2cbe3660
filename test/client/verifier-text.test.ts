/** What a verifier is told for a driver, as a document. */
import { expect, test } from "vitest";
import { verifierText } from "../../client/src/verifier-text.ts";
import type { VerifierAnswer } from "../../server/src/lsp/protocol.ts";

const answer: VerifierAnswer = {
  unit: { id: "a", name: "ring", kind: "windows-kernel", frameworks: [], folder: "file:///w", files: 1 },
  notes: ["No DriverEntry is defined here."],
  groups: [
    {
      title: "First: what finds mistakes",
      commands: [{ text: "verifier /flags 0x1 /driver ring.sys", note: "Windows 10 and later" }],
      checks: [
        {
          title: "Special pool",
          names: "flag 0x1",
          because: ["it allocates pool: ExAllocatePool2; ring.c:41"],
          finds: "writes beyond the end",
          costs: "a page each",
        },
      ],
    },
  ],
};

test("has commands to copy, the reasons below them, and how to run it", () => {
  expect(verifierText(answer)).toContain(`# Driver Verifier for ring

No DriverEntry is defined here.

## First: what finds mistakes

\`\`\`text
# Windows 10 and later
verifier /flags 0x1 /driver ring.sys
\`\`\`

**Special pool** (flag 0x1)

- because it allocates pool: ExAllocatePool2; ring.c:41
- finds writes beyond the end
- costs: a page each

## How to run it
`);
});

test("says nothing of Windows for a Linux module", () => {
  expect(verifierText({ ...answer, unit: { ...answer.unit, kind: "linux-kernel" } })).not.toContain("verifier /reset");
});

test("says how a machine that no longer starts comes back", () => {
  const text = verifierText(answer);
  expect(text).toContain("verifier /bootmode resetonbootfail");
  expect(text).toMatch(/verifier \/reset`.*safe mode/);
});

test("is no Markdown where a driver's names are", () => {
  const [group] = answer.groups;
  const command = { text: "verifier /driver a```b.sys", note: "" };
  const evil = {
    ...answer,
    unit: { ...answer.unit, name: "[x](command:evil) <b>" },
    groups: [{ ...group!, commands: [command] }],
  };
  const text = verifierText(evil);
  expect(text).not.toContain("[x](command:evil)");
  expect(text.match(/```/g)).toHaveLength(2);
});
