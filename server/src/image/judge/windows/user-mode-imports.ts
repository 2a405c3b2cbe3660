/** Functions that a driver imports and only programs have. */
import type { Facts, UserModeName } from "../../../facts/index.ts";
import type { Finding } from "../findings.ts";
import { importName, isKernelItself, loadedImports, mostJudged, type WindowsJudgement } from "./context.ts";
import { isThere } from "./successors.ts";
import type { Target } from "./target.ts";
import { isCoreSet, isRuntime, isUserModeModule } from "./user-mode-modules.ts";

export function* userModeImports(judgement: WindowsJudgement): Iterable<Finding> {
  const { facts, target } = judgement;
  const seen = new Set<string>();
  for (const { module, functions } of loadedImports(judgement)) {
    const file = module.toLowerCase();
    for (const imported of functions) {
      const name = importName(imported);
      const key = `${file}\0${name}`;
      if (name === "" || seen.has(key)) continue;
      if (seen.size >= mostJudged) return;
      seen.add(key);
      if (isUserModeModule(file) || (isCoreSet(file) && isUserModeOnly(name, facts))) {
        yield fromUserMode(module, name, facts, target);
      } else if (isKernelItself(file) && isCertain(name, facts)) {
        yield fromKernel(module, name, facts, target);
      }
    }
  }
}

const isUnknownToKernel = (name: string, facts: Facts): boolean =>
  facts.kernelExport(name).length === 0 &&
  facts.functionContract(name) === undefined &&
  facts.deprecation(name)?.header === undefined;

const isUserModeOnly = (name: string, facts: Facts): boolean =>
  facts.userMode(name) !== undefined && isUnknownToKernel(name, facts);

/** No kernel ever exported it. */
const isCertain = (name: string, facts: Facts): boolean =>
  facts.userMode(name)?.certainty === "high" && isUnknownToKernel(name, facts);

const refused =
  "The kernel's loader finds nothing that has it and refuses the driver before DriverEntry runs: the service does not " +
  "start (STATUS_PROCEDURE_NOT_FOUND or STATUS_DRIVER_ENTRYPOINT_NOT_FOUND, which are error 127, or error 2 where it " +
  "finds no such file), and Device Manager shows code 39.";

function fromUserMode(module: string, name: string, facts: Facts, target: Target | undefined): Finding {
  const exporters = facts.kernelExport(name).filter((exporter) => exporter !== "crt");
  const api = facts.userMode(name);
  const page = facts.functionContract(name)?.page;
  const isInKernel = exporters.length > 0;
  return {
    rule: "image-user-mode-import",
    severity: "error",
    message: `${name} is imported from ${module}, a DLL of user mode`,
    why: refused,
    remedy: isInKernel
      ? `${exporters[0]} exports it too: link with its import library, and not with that of ${module}`
      : isRuntime(module.toLowerCase()) && api === undefined
        ? "A library of the C runtime of programs was linked: link with /NODEFAULTLIB (mingw-w64: -nostdlib) and the driver kit's libraries alone"
        : remedyOf(api),
    instead: isInKernel ? [...serviceOf(name, facts), `${name} of ${exporters[0]}`] : equivalentsOf(api, facts, target),
    import: { module, name },
    ...(page === undefined ? {} : { page }),
  };
}

/** Drivers call system services by their Zw names: Nt ones take what they are given for a program's. */
function serviceOf(name: string, facts: Facts): string[] {
  const service = `Zw${name.slice(2)}`;
  return name.startsWith("Nt") && facts.kernelExport(service).length > 0 ? [service] : [];
}

function fromKernel(module: string, name: string, facts: Facts, target: Target | undefined): Finding {
  const api = facts.userMode(name);
  return {
    rule: "image-user-mode-import",
    severity: "error",
    message: `${name} is a function of ${api?.dll ?? "user mode"}: ${module} does not export it`,
    why: refused,
    remedy: remedyOf(api),
    instead: equivalentsOf(api, facts, target),
    import: { module, name },
  };
}

/** Those that the target has; where it has none of them, all. */
function equivalentsOf(api: UserModeName | undefined, facts: Facts, target: Target | undefined): string[] {
  const all = api?.kernelEquivalents ?? [];
  const there = all.filter((phrase) => isThere(phrase, facts, target));
  return [...(there.length > 0 ? there : all)];
}

function remedyOf(api: UserModeName | undefined): string {
  if (api !== undefined && api.kernelEquivalents.length > 0) {
    return `Call what the kernel has in its place${api.note === undefined ? "" : ` (${api.note})`}`;
  }
  if (api?.note !== undefined) return `${api.note.charAt(0).toUpperCase()}${api.note.slice(1)}`;
  return "Leave this to a program or a service that talks to the driver; where nothing of yours calls it, a library that was linked does";
}
