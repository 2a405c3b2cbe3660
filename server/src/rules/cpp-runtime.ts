/** Reports C++ that needs a runtime which kernel code does not have: exceptions, RTTI, operator new, static objects, most of std. */
import { mayBeToBase } from "../analysis/names/base-casts.ts";
import { isOtherBuild } from "../analysis/names/builds.ts";
import { type DynamicInitialiser, dynamicInitialiser } from "../analysis/names/cpp-initialisers.ts";
import {
  type Constructor,
  mayNeedRuntime,
  runningConstructor,
  type StandardName,
  standardNamesIn,
  standardNamesOf,
} from "../analysis/names/cpp-names.ts";
import { everyHeaderKnown } from "../analysis/names/headers.ts";
import { alternatives } from "../analysis/names/wording.ts";
import type { CppFacility } from "../facts/index.ts";
import { staticCastFix, unusedLibraryFixes } from "../fixes/cpp-runtime.ts";
import { isHeader } from "../model/contracts/declarations.ts";
import type { FileModel } from "../model/file.ts";
import type { FunctionModel } from "../model/function.ts";
import type { Place } from "../model/place.ts";
import type { UnitModel } from "../model/unit-model.ts";
import type { NewExpr, Node, Span, TypeName, VariableDecl } from "../syntax/ast.ts";
import { walk } from "../syntax/walk.ts";
import type { RuleContext } from "./context.ts";
import type { Finding, Related } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const cppRuntime = defineRule({
  id: "cpp-runtime",
  severity: "error",
  platforms: ["windows-kernel"],
  equivalents: [],
  docs: {
    summary: "C++ runtime in kernel code",
    why:
      "Drivers are built without the C++ runtime: there are no exceptions, no RTTI, no operator new, no thread-local storage, " +
      "and nobody runs the constructors of static objects. Such code does not compile with /kernel, does not link, or works " +
      "on objects that were never made.",
    bad: `NTSTATUS AddClient(ClientList *List)
{
    try {
        List->Add(new Client());
    } catch (...) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    return STATUS_SUCCESS;
}`,
    good: `void *__cdecl operator new(size_t Size, POOL_FLAGS Flags) noexcept
{
    return ExAllocatePool2(Flags, Size, 'tnlC');
}

NTSTATUS AddClient(ClientList *List)
{
    Client *client = new (POOL_FLAG_NON_PAGED) Client();
    if (client == nullptr) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    List->Add(client);
    return STATUS_SUCCESS;
}`,
    language: "cpp",
    references: [
      "https://learn.microsoft.com/cpp/build/reference/kernel-create-kernel-mode-binary",
      "https://learn.microsoft.com/windows-hardware/drivers/develop/c---guidance-for-drivers",
    ],
  },

  *checkFunction(fn, context) {
    if (!isCpp(context.file, context.unit) || !mayNeedRuntime(fn)) {
      return;
    }
    const told = new Set<string>();
    const nodes: Node[] = [];
    walk(fn.definition, (node) => {
      nodes.push(node);
    });
    for (const node of nodes) {
      for (const found of constructsOf(node, fn, context)) {
        yield* ifCompiled(found, context);
      }
    }
    const types = fn.definition.parameters.flatMap((parameter) => standardNamesOf(parameter.type));
    for (const found of standard(
      [...types, ...standardNamesIn(fn.definition)],
      told,
      (span) => fn.place(span),
      context,
    )) {
      yield* ifCompiled(found, context);
    }
  },

  *checkFile(file, context) {
    if (!isCpp(file, context.unit)) {
      return;
    }
    for (const include of file.includes) {
      const facility = context.facts.cppFacility(include.path);
      if (facility?.verdict === "runtime" && include.system) {
        const at = { file: file.path, anchor: include, start: 0, end: include.end - include.start };
        const fixes = unusedLibraryFixes(include, file);
        yield* ifCompiled({ ...library(`<${include.path}>`, facility, at), fixes }, context);
      }
    }
    for (const declaration of file.declarations) {
      for (const { decl, attributes } of declaration.symbols.variables) {
        const place = (span: { readonly start: number; readonly end: number }): Place => ({
          file: file.path,
          anchor: declaration,
          start: span.start,
          end: span.end,
        });
        const isThreadLocal =
          decl.storage.includes("thread_local") || attributes.some((attribute) => attribute.args?.trim() === "thread");
        if (isThreadLocal) {
          yield* ifCompiled(threadLocal(decl, place(decl.nameSpan)), context);
        }
        for (const found of standard(standardNamesOf(decl.type), new Set(), place, context)) {
          yield* ifCompiled(found, context);
        }
        if (runsInitialisers(context)) {
          continue;
        }
        const initialiser = dynamicInitialiser(decl, context.unit);
        if (initialiser !== undefined) {
          yield* ifCompiled(neverRun(decl, initialiser, place(decl.nameSpan)), context);
        }
        if (initialiser?.kind === "new") {
          for (const found of globalNew(initialiser.expr, place, context)) {
            yield* ifCompiled(found, context);
          }
        }
        const running = initialiser === undefined ? runningConstructor(decl, context.unit) : undefined;
        if (running !== undefined) {
          yield* ifCompiled(
            {
              at: place(decl.nameSpan),
              message: `Nothing in a driver runs the constructor of ${decl.name}`,
              advice: constructorAdvice(decl.type),
              related: relatedTo(running, decl.type),
              severity: "warning",
            },
            context,
          );
        }
      }
    }
  },
});

/** A header of a unit that has C sources alone is C, in which `new` is a name. */
const isCpp = (file: FileModel, unit: UnitModel): boolean =>
  file.language === "cpp" &&
  (!isHeader(file.path) || unit.files.every(({ path }) => isHeader(path)) || unit.files.some(isCppSource));

const isCppSource = ({ path, language }: FileModel): boolean => language === "cpp" && !isHeader(path);

/** What is wrong with a node of a function, its parts left aside. */
function* constructsOf(node: Node, fn: FunctionModel, context: RuleContext): Iterable<Finding> {
  switch (node.kind) {
    case "throw":
      yield {
        at: fn.place({ start: node.start, end: node.start + "throw".length }),
        message: "C++ exceptions cannot be thrown in kernel code",
        advice: "Return an NTSTATUS",
      };
      break;
    case "cpp-try":
      yield {
        at: fn.place({ start: node.start, end: node.start + "try".length }),
        message: "Kernel code has no C++ exceptions to catch",
        advice: "Check the NTSTATUS that functions return; use __try and __except where the system raises an exception",
      };
      break;
    case "cast":
      if (node.style === "dynamic_cast" && !mayBeToBase(node, fn, context.unit)) {
        yield {
          at: fn.place({ start: node.start, end: node.start + node.style.length }),
          message: `dynamic_cast to ${node.type.text} needs run-time type information, which kernel code does not have`,
          advice: "Use static_cast where the type is known, or a virtual function",
          fixes: [staticCastFix(node, fn)],
        };
      }
      break;
    case "call":
      if (node.callee.kind === "name" && node.callee.name === "typeid") {
        yield {
          at: fn.place(node.callee),
          message: "typeid needs run-time type information, which kernel code does not have",
          advice: "Keep a tag in the object that tells its type",
        };
      }
      break;
    case "new":
      yield* globalNew(node, (span) => fn.place(span), context);
      break;
    case "delete":
      if (!hasOwnNew(context)) {
        yield {
          at: fn.place({ start: node.start, end: node.start + "delete".length }),
          message:
            "delete calls the global operator delete, which kernel code does not have and this driver does not define",
          advice: "Define operators new and delete over ExAllocatePool2 and ExFreePoolWithTag",
        };
      }
      break;
    case "variable":
      yield* localVariable(node, fn, context);
      break;
  }
}

function* globalNew(node: NewExpr, place: (span: Span) => Place, context: RuleContext): Iterable<Finding> {
  if (node.placement.length === 0 && !hasOwnNew(context)) {
    yield {
      at: place({ start: node.start, end: node.start + "new".length }),
      message: `new ${node.type.text} calls the global operator new, which kernel code does not have and this driver does not define`,
      advice:
        "Define operators new and delete over ExAllocatePool2 and ExFreePoolWithTag, and test the result for nullptr",
    };
  }
}

function neverRun({ name }: VariableDecl, initialiser: DynamicInitialiser, at: Place): Finding {
  return {
    at,
    message: `Nothing in a driver runs the initialiser of ${name}, which ${whatItDoes(initialiser)}`,
    advice: `Set ${name} in DriverEntry`,
    related: calledBy(initialiser),
    severity: "warning",
  };
}

const whatItDoes = (initialiser: DynamicInitialiser): string =>
  initialiser.kind === "new" ? `makes an object with new ${initialiser.expr.type.text}` : `calls ${initialiser.name}`;

function calledBy(initialiser: DynamicInitialiser): readonly Related[] {
  if (initialiser.kind === "new") {
    return [];
  }
  const { file, anchor, decl } = initialiser.callee;
  const { start, end } = decl.nameSpan;
  return [{ at: { file, anchor, start, end }, message: `${initialiser.name} is no constexpr function` }];
}

function* localVariable(variable: VariableDecl, fn: FunctionModel, context: RuleContext): Iterable<Finding> {
  if (variable.storage.includes("thread_local")) {
    yield threadLocal(variable, fn.place(variable.nameSpan));
    return;
  }
  if (!variable.storage.includes("static")) {
    return;
  }
  const initialiser = dynamicInitialiser(variable, context.unit);
  if (initialiser !== undefined) {
    yield {
      at: fn.place(variable.nameSpan),
      message: `The static ${variable.name} is initialised at first use, which takes guards of the C++ runtime: its initialiser ${whatItDoes(initialiser)}`,
      advice: `Set ${variable.name} in DriverEntry`,
      related: calledBy(initialiser),
      severity: "warning",
    };
    return;
  }
  const running = runningConstructor(variable, context.unit);
  if (running !== undefined) {
    yield {
      at: fn.place(variable.nameSpan),
      message: `The static ${variable.name} is constructed at first use, which takes guards of the C++ runtime`,
      advice: constructorAdvice(variable.type),
      related: relatedTo(running, variable.type),
      severity: "warning",
    };
  }
}

const constructorAdvice = (type: TypeName): string =>
  `Give ${type.base} a constexpr constructor, or make the object with placement new in DriverEntry`;

function relatedTo(running: Constructor, type: TypeName): readonly Related[] {
  const { start, end } = running.decl.nameSpan;
  const at = { file: running.file, anchor: running.anchor, start, end };
  return [{ at, message: `This constructor of ${type.base} would have to run` }];
}

function threadLocal(variable: VariableDecl, at: Place): Finding {
  return {
    at,
    message: `${variable.name} is thread-local, and threads have no such storage in kernel mode`,
    advice: "Keep the value in a structure of your own, found by PsGetCurrentThread, or hand it down as a parameter",
  };
}

/** Each standard facility that needs the runtime once, where it stands first. */
function* standard(
  names: readonly StandardName[],
  told: Set<string>,
  place: (span: StandardName["span"]) => Place,
  context: RuleContext,
): Iterable<Finding> {
  for (const { name, span } of names) {
    const facility = facilityOf(name, context);
    if (facility?.verdict === "runtime" && !told.has(facility.name)) {
      told.add(facility.name);
      yield library(facility.name, facility, place(span));
    }
  }
}

/** The longest part of a name that the facts judge; nothing where the unit has a standard library of its own. */
function facilityOf(name: string, { facts, unit }: RuleContext): CppFacility | undefined {
  const parts = name.split("::");
  if (parts.slice(1).some((part) => unit.declares(part))) {
    return undefined;
  }
  for (let length = parts.length; length > 1; length--) {
    const facility = facts.cppFacility(parts.slice(0, length).join("::"));
    if (facility !== undefined) {
      return facility;
    }
  }
  return undefined;
}

function library(name: string, facility: CppFacility, at: Place): Finding {
  const about = facility.note === undefined ? "" : ` (${facility.note})`;
  return {
    at,
    message: `${name} needs the C++ runtime, which kernel code does not have${about}`,
    advice:
      facility.kernelEquivalents.length > 0
        ? `In the kernel: ${alternatives(facility.kernelEquivalents)}`
        : "Do without it in a driver",
    severity: "warning",
  };
}

/** Whether the unit, or a header that may, defines operators new and delete. */
function hasOwnNew({ unit, facts, file, defined }: RuleContext): boolean {
  const names = ["operator new", "operator new[]", "operator delete", "operator delete[]"];
  return (
    names.some((name) => unit.declares(name)) ||
    defined("new") ||
    unit.files.some((one) =>
      one.includes.some(({ path }) => facts.cppFacility(baseName(path))?.kind === "operator-new"),
    ) ||
    !everyHeaderKnown(file, unit, facts)
  );
}

/** Whether the driver walks the table of initialisers itself: then it names the sections that the compiler puts them in. */
function runsInitialisers({ unit }: RuleContext): boolean {
  return unit.files.some((file) => file.pragmas.some((pragma) => pragma.text.includes(".CRT$")));
}

function* ifCompiled(finding: Finding, context: RuleContext): Iterable<Finding> {
  if (!isOtherBuild(finding.at, context)) {
    yield finding;
  }
}

const baseName = (path: string): string => path.replace(/^.*[\\/]/, "").toLowerCase();
