/**
 * Makes the extension's settings in package.json from the rules and from the description of `.driverlens.json`, so that
 * the settings page, the file and the checks of both say the same.
 */
import { CONFIG_SHAPE, LEVELS, UNKNOWN_KINDS } from "../src/engine/config/shape.ts";
import type { Rule } from "../src/rules/rule.ts";

type JsonSchema = Readonly<Record<string, unknown>>;

interface Manifest {
  readonly contributes?: Readonly<Record<string, unknown>>;
}

/** package.json's text with `contributes.configuration` made anew; everything else is as it was. */
export function completeManifest(text: string, rules: readonly Rule[]): string {
  const manifest = JSON.parse(text) as Manifest;
  const contributes = { ...manifest.contributes, configuration: configuration(rules) };
  return `${JSON.stringify({ ...manifest, contributes }, null, 2)}\n`;
}

const OVERRULED = "A `.driverlens.json` in the folder goes before this setting.";

function configuration(rules: readonly Rule[]): JsonSchema {
  const { fields } = CONFIG_SHAPE;
  const settings: readonly (readonly [key: string, scope: "window" | "resource", schema: JsonSchema])[] = [
    [
      "enable",
      "window",
      {
        type: "boolean",
        default: true,
        markdownDescription:
          "Check kernel driver sources. Where this is off, no file is read and no server is started.",
      },
    ],
    [
      "scope",
      "window",
      {
        type: "string",
        enum: ["open-files", "driver-unit"],
        enumItemLabels: ["Open files", "Driver unit"],
        markdownEnumDescriptions: [
          "Files that are open in an editor.",
          "All files of the drivers that open files belong to.",
        ],
        default: "open-files",
        markdownDescription:
          "Which files have findings without being asked for. The command **driverlens: Check Workspace** checks all files at any time.",
      },
    ],
    [
      "rules",
      "resource",
      {
        type: "object",
        default: {},
        ...levels(rules),
        markdownDescription: `${fields.rules.describe.split(".", 1)[0]}. A rule is named by its id, by an equivalent (\`C28147\`, \`cpp/drivers/default-pool-tag\`) or, with all others, by \`*\`. ${OVERRULED}`,
      },
    ],
    [
      "targetWindows",
      "resource",
      {
        type: "string",
        default: "",
        pattern: "^(\\d+(\\.\\d+){1,3})?$",
        patternErrorMessage: `A version such as ${fields.targetWindows.example}, or nothing.`,
        markdownDescription: `The oldest Windows version the driver has to load on, such as \`${fields.targetWindows.example}\`. Where it is empty the project file is asked. ${OVERRULED}`,
      },
    ],
    [
      "checkUnknown",
      "resource",
      {
        type: "string",
        enum: UNKNOWN_KINDS,
        enumItemLabels: ["Off", "Windows kernel", "Linux kernel"],
        markdownEnumDescriptions: [
          "They are not checked.",
          "They are checked as code of a Windows driver.",
          "They are checked as code of a Linux module.",
        ],
        default: "off",
        markdownDescription: `What to take files for that neither a project file nor their own text explains. ${OVERRULED}`,
      },
    ],
    [
      "exclude",
      "resource",
      {
        type: "array",
        items: { type: "string" },
        default: [],
        markdownDescription:
          "Files and folders that are not checked: patterns as in `.gitignore`, relative to the workspace folder. A pattern with `!` takes one back in.",
      },
    ],
    [
      "defines",
      "resource",
      {
        type: "array",
        items: { type: "string", pattern: "^[A-Za-z_]\\w*(=.*)?$", patternErrorMessage: fields.defines.items.describe },
        default: [],
        markdownDescription: `${fields.defines.describe} \`NAME\` or \`NAME=value\`.`,
      },
    ],
    [
      "includeDirectories",
      "resource",
      {
        type: "array",
        items: { type: "string" },
        default: [],
        markdownDescription: `${fields.includeDirectories.describe} Relative to the workspace folder, or absolute.`,
      },
    ],
    [
      "hover",
      "window",
      {
        type: "boolean",
        default: true,
        markdownDescription:
          "Show what is known of kernel functions, pool tags, `NTSTATUS` values and control codes when the pointer rests on them.",
      },
    ],
    [
      "levelHover",
      "window",
      shown(
        "Show at which IRQL (in Linux code: in which context) a statement runs, and why, when the pointer rests on it.",
      ),
    ],
    [
      "gutter",
      "window",
      {
        type: "string",
        enum: ["off", "certain", "possible"],
        enumItemLabels: ["Off", "Certain", "Possible"],
        markdownEnumDescriptions: [
          "No line is marked.",
          "Lines that always run above `PASSIVE_LEVEL` are marked.",
          "Lines that may run above `PASSIVE_LEVEL` are marked too, in outline.",
        ],
        default: "possible",
        markdownDescription:
          "Mark lines that run above `PASSIVE_LEVEL` (in Linux code: in atomic context) in the gutter: with a letter beside each statement (**A**PC or atomic, **D**ISPATCH, **I** for a device's IRQL, **H**IGH), and a bar between them. The status bar names the level of the cursor's line.",
      },
    ],
    [
      "inlayHints",
      "window",
      shown("Show at the end of a function's head at which IRQL it runs, and behind calls that change it the new one."),
    ],
    [
      "codeLens",
      "window",
      shown(
        "Show above callbacks what they are, at which IRQL the system calls them and where they are registered. Above calls of what no kernel has, name the driver image that imports it, while it is open in the inspector.",
      ),
    ],
    [
      "completion",
      "window",
      shown(
        "Complete names of kernel functions with the IRQL that they need; those that may not be called at the cursor come last.",
      ),
    ],
    [
      "callHierarchy",
      "window",
      shown(
        "Show call hierarchies of kernel sources, with the IRQL of each call and the places where callbacks are registered. Where this is off, other extensions show theirs.",
      ),
    ],
    [
      "trace.server",
      "window",
      {
        type: "string",
        enum: ["off", "messages", "verbose"],
        default: "off",
        markdownDescription:
          "What to write of the messages between the editor and the server. They go to the output **driverlens** while its log level is *Trace*.",
      },
    ],
  ];
  const properties = settings.map(([key, scope, schema], index) => [
    `driverlens.${key}`,
    { order: index + 1, scope, ...schema },
  ]);
  return { title: "driverlens", properties: Object.fromEntries(properties) };
}

/** What can be turned off and is there otherwise. */
function shown(markdownDescription: string): JsonSchema {
  return { type: "boolean", default: true, markdownDescription };
}

/** One property a rule, so that the settings page offers them; names of other tools are taken, but not listed. */
function levels(rules: readonly Rule[]): JsonSchema {
  const level = {
    type: "string",
    enum: LEVELS,
    enumDescriptions: ["Not reported.", "Listed as information.", "A warning.", "An error."],
  };
  const properties: Record<string, JsonSchema> = { "*": { ...level, description: "All rules." } };
  for (const rule of rules) {
    properties[rule.id] = { ...level, description: `${rule.docs.summary} (${rule.severity} by itself).` };
  }
  const elsewhere = "^([Cc]?\\d{4,5}|__WARNING_\\w+|cpp/.+)$";
  return {
    properties,
    patternProperties: { [elsewhere]: { ...level, description: "A rule by its name in PREfast or CodeQL." } },
    additionalProperties: false,
  };
}
