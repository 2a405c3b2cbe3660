/**
 * What VS Code's grammars of C and C++ are given: words of kernel code that say more than a name does. Scopes that themes
 * seldom know stand inside of one that they do: the color of the inner one goes first.
 */
import { anyOf } from "./any-of.ts";
import { type Grammar, include, type Pattern } from "./grammar.ts";

/** Names of server/data by what they are. */
export interface KernelNames {
  /** DRIVER_DISPATCH, EVT_WDF_DRIVER_DEVICE_ADD, and their pointer types. */
  readonly roleTypes: readonly string[];
  /** PagedPool, POOL_FLAG_PAGED, HighPagePriority. */
  readonly poolKinds: readonly string[];
  readonly bugChecks: readonly string[];
  /** __init, __user, __iomem. */
  readonly linuxAttributes: readonly string[];
}

const words = (list: string): readonly string[] => list.split(/\s+/);

const levels = words(
  "PASSIVE_LEVEL LOW_LEVEL APC_LEVEL DISPATCH_LEVEL CMCI_LEVEL PROFILE_LEVEL CLOCK_LEVEL CLOCK1_LEVEL CLOCK2_LEVEL IPI_LEVEL DRS_LEVEL POWER_LEVEL SYNCH_LEVEL HIGH_LEVEL",
);

/** What puts code and data into sections, behind `#pragma`. */
const sectionPragmas = words("alloc_text code_seg data_seg bss_seg const_seg section");

/** Macros of the kit's samples for `__declspec(code_seg("..."))`. */
const sectionMacros = words(
  "PAGED_CODE_SEG NONPAGED_CODE_SEG INIT_CODE_SEG PAGED_SEGMENT NONPAGED_SEGMENT INIT_SEGMENT DECLSPEC_ALLOCATE",
);

const moduleMacros = words(
  "MODULE_LICENSE MODULE_AUTHOR MODULE_DESCRIPTION MODULE_VERSION MODULE_ALIAS MODULE_ALIAS_MISCDEV MODULE_ALIAS_CHARDEV_MAJOR MODULE_INFO MODULE_DEVICE_TABLE MODULE_PARM_DESC MODULE_FIRMWARE MODULE_SOFTDEP MODULE_IMPORT_NS EXPORT_SYMBOL EXPORT_SYMBOL_GPL EXPORT_SYMBOL_NS EXPORT_SYMBOL_NS_GPL module_init module_exit module_param module_param_named module_param_array module_param_string module_param_cb module_driver module_pci_driver module_platform_driver module_usb_driver module_i2c_driver module_spi_driver module_misc_device early_initcall core_initcall postcore_initcall arch_initcall subsys_initcall fs_initcall device_initcall late_initcall",
);

/** A name that themes draw as a constant, and one that knows what it is a constant of. */
const constant = (kind: string): string => `variable.other.constant.c constant.other.${kind}.c`;

/** A scope, and the expression of the words that have it, without groups that capture. */
type Kind = readonly [scope: string, expression: string];

/**
 * Words of many kinds as one expression, with a group for each: what is asked at every place of every line is asked once.
 * @param start what begins before them
 */
const anyKind = (start: string, kinds: readonly Kind[]): Pattern => ({
  match: `${start}(?:${kinds.map(([, expression]) => `(${expression})`).join("|")})`,
  captures: Object.fromEntries(kinds.map(([name], index) => [String(index + 1), { name }])),
});

/**
 * Where a word may begin that may have arguments behind it. The grammar of C++ takes that for a call, from the blanks
 * before it on: who begins later comes too late.
 */
const beforeCalls = "(?:(?<!\\s)\\s+|\\b)(?=[_A-Za-z])";

export function kernelGrammar(names: KernelNames): Grammar {
  return {
    name: "Kernel code in C and C++",
    scopeName: "driverlens.kernel.injection",
    injectionSelector: "L:source.c -comment -string, L:source.cpp -comment -string",
    patterns: [
      include("section-pragma"),
      include("before-arguments"),
      include("direction"),
      include("constant"),
      include("pool-tag"),
      include("declspec"),
    ],
    repository: {
      "before-arguments": anyKind(beforeCalls, [
        // In SAL nothing but the case tells _In_ from the guard _IN_H_.
        ["storage.modifier.annotation.sal.c", "_(?=[A-Z0-9_]*[a-z])[A-Z]\\w*_\\b"],
        // Libraries of C++ call parameters as SAL's first words: those are such before a type or with arguments only.
        [
          "storage.modifier.annotation.sal.c",
          "__drv_\\w+|__(?:in|out|inout|deref_(?:in|out|inout)|deref_opt_(?:in|out|inout))(?:_[a-z_]+)?\\b(?=\\s+[A-Za-z_]|\\s*\\()",
        ],
        ["keyword.other.paged-code.c", "PAGED_CODE(?:_LOCKED)?\\b(?=\\s*\\()"],
        ["storage.modifier.section.c", `${anyOf(sectionMacros)}\\b`],
        ["storage.modifier.annotation.linux.c", `${anyOf(names.linuxAttributes)}\\b`],
        ["keyword.other.module.c", `${anyOf(moduleMacros)}\\b(?=\\s*\\()`],
      ]),
      direction: { patterns: directions },
      constant: anyKind("\\b(?=[_A-Z])", [
        [constant("irql"), `(?:${anyOf(levels)}|DIRQL)\\b`],
        [constant("ntstatus"), "STATUS_[A-Z0-9_]+\\b(?!\\s*\\()"],
        [constant("irp-function"), "IRP_M[JN]_[A-Z0-9_]+\\b"],
        [constant("pool-kind"), `${anyOf(names.poolKinds)}\\b`],
        [constant("bug-check"), `${anyOf(names.bugChecks)}\\b`],
        ["support.type.role.c", `${anyOf(names.roleTypes)}\\b`],
        [constant("gfp"), "(?:__)?GFP_[A-Z0-9_]+\\b"],
      ]),
      // 'Tag1': a number that is written as two to four characters.
      "pool-tag": {
        match: "(?<![A-Za-z0-9_])(')([ !-&(-\\[\\]-~]{2,4})(')",
        name: "string.quoted.single.c",
        captures: {
          1: { name: "punctuation.definition.string.begin.c" },
          2: { name: "constant.character.pool-tag.c" },
          3: { name: "punctuation.definition.string.end.c" },
        },
      },
      "section-pragma": sectionPragma,
      declspec: {
        name: "storage.modifier.section.c",
        match: "(?<=__declspec\\()\\s*(?:code_seg|allocate)\\b(?=\\s*\\()",
      },
    },
  };
}

/** What headers said before SAL. */
const directions: readonly Pattern[] = [
  {
    // `IN PVOID Context`, `IN OUT PULONG Length`: two words have to follow, a type and a name.
    match: "(?:^|(?<=[(,]))\\s*(?:(IN)(?:\\s+(OUT))?|(OUT))(?=\\s+[A-Za-z_]\\w*[\\s*]+[A-Za-z_])",
    captures: {
      1: { name: "storage.modifier.annotation.direction.c" },
      2: { name: "storage.modifier.annotation.direction.c" },
      3: { name: "storage.modifier.annotation.direction.c" },
    },
  },
  { name: "storage.modifier.annotation.direction.c", match: "(?<=[\\w*\\])])\\s+OPTIONAL\\b(?=\\s*(?:[,)]|$))" },
];

/** `#pragma alloc_text(PAGE, Function)`, `#pragma code_seg("PAGE")`. */
const sectionPragma: Pattern = {
  name: "meta.preprocessor.pragma.c",
  begin: `^\\s*((#)\\s*pragma)\\s+(${anyOf(sectionPragmas)})\\s*(\\()`,
  beginCaptures: {
    1: { name: "keyword.control.directive.pragma.c" },
    2: { name: "punctuation.definition.directive.c" },
    3: { name: "keyword.other.section.c" },
    4: { name: "punctuation.section.parens.begin.c" },
  },
  end: "(\\))|(?<!\\\\)(?=\\n)",
  endCaptures: { 1: { name: "punctuation.section.parens.end.c" } },
  patterns: [
    { match: '"[^"\\n]*"', name: "string.quoted.double.section.c" },
    { match: "\\b(?:push|pop)\\b", name: "keyword.other.section.c" },
    // Of alloc_text the first word is the section, and what follows are functions.
    { match: "(?<=\\()\\s*[A-Za-z_.$]\\w*", name: "string.unquoted.section.c" },
    { match: "[A-Za-z_]\\w*", name: "entity.name.function.c" },
    { match: ",", name: "punctuation.separator.delimiter.c" },
    { match: "\\\\\\n", name: "constant.character.escape.line-continuation.c" },
  ],
};
