/** Whether what `_IRQL_saves_` or `_IRQL_restores_` annotates can hold an IRQL, by its declared type. */
import { typeAliases } from "../../model/contracts/type-aliases.ts";
import type { UnitModel } from "../../model/unit-model.ts";
import type { FunctionHead, TypeName } from "../../syntax/ast.ts";

/**
 * @param parameter index of the annotated parameter; undefined for the return value
 * @returns what is wrong, as the end of a sentence; undefined where nothing is for sure
 */
export function storageMistake(
  kind: "irql-saves" | "irql-restores",
  head: Pick<FunctionHead, "parameters" | "returnType">,
  parameter: number | undefined,
  unit: UnitModel,
): string | undefined {
  if (parameter === undefined) {
    const type = head.returnType;
    return kind === "irql-saves" && type !== undefined && isVoid(type, unit)
      ? "the return value, and the function returns none"
      : undefined;
  }
  const { type, name } = head.parameters[parameter] ?? {};
  if (type === undefined || name === undefined) {
    return undefined;
  }
  if (isOther(type, unit)) {
    return `${name}, which is of type ${type.text} and no KIRQL`;
  }
  return kind === "irql-saves" && isLevel(type, unit) && type.pointers === 0 && !type.text.includes("&")
    ? `${name}, a copy that the caller does not see`
    : undefined;
}

const isVoid = ({ base, pointers }: TypeName, unit: UnitModel): boolean =>
  pointers === 0 && typeAliases(base, unit).names.some((name) => name === "void" || name === "VOID");

const isLevel = ({ base }: TypeName, unit: UnitModel): boolean => typeAliases(base, unit).names.includes("KIRQL");

/** Types of the kit that nobody keeps a level in; a structure that holds one may be annotated. */
const isOther = ({ base, pointers }: TypeName, unit: UnitModel): boolean =>
  typeAliases(base, unit).names.some((name) => others.has(name) || (name === "NTSTATUS" && pointers < 2));

const others: ReadonlySet<string> = new Set([
  "BOOLEAN",
  "HANDLE",
  "KSPIN_LOCK",
  "PDEVICE_OBJECT",
  "PDRIVER_OBJECT",
  "PEPROCESS",
  "PETHREAD",
  "PFILE_OBJECT",
  "PIRP",
  "PKEVENT",
  "PKSPIN_LOCK",
  "PMDL",
  "PUNICODE_STRING",
  "SIZE_T",
  "UNICODE_STRING",
]);
