/** The templates as people are offered them. */
import type { Template } from "./template.ts";

/** Templates by what they make, in the order of the registry; groups without any are left out. */
export function templateGroups(
  templates: readonly Template[],
): readonly { readonly title: string; readonly templates: readonly Template[] }[] {
  const titleOf = ({ kind, platform }: Template): string => {
    if (kind === "part") return "Parts of a Windows driver";
    return platform === "windows" ? "Windows drivers" : "Linux modules";
  };
  const titles = new Set(["Windows drivers", "Linux modules", "Parts of a Windows driver"]);
  return [...titles]
    .map((title) => ({ title, templates: templates.filter((template) => titleOf(template) === title) }))
    .filter((group) => group.templates.length > 0);
}
