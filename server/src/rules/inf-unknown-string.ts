/** Reports %tokens% of INF files that no [Strings] section has. */

import { isWholeSetupFile } from "../analysis/inf/setup-file.ts";
import { type AlikeNames, alikeNames } from "../analysis/names/nearest.ts";
import type { Fix } from "../fixes/fix.ts";
import type { InfFile } from "../model/inf/inf-file.ts";
import { type InfStrings, infStrings } from "../model/inf/strings.ts";
import type { InfToken } from "../syntax/inf/ast.ts";
import type { Finding } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const infUnknownString = defineRule({
  id: "inf-unknown-string",
  severity: "error",
  platforms: ["windows-kernel"],
  equivalents: [],
  docs: {
    summary: "String of an INF file that no [Strings] section has",
    why:
      "Windows leaves a %token% that it does not know as it is: a device is then called %Device%, and flags that are " +
      "given so are no number. InfVerif, which is run before Microsoft signs a driver package, refuses the file with error " +
      "1235.",
    bad: `[Version]
Signature = "$Windows NT$"
Provider = %Provider%

[DefaultInstall.NTamd64]
CopyFiles = @new.sys

[Strings]
ProviderName = "New"`,
    good: `[Version]
Signature = "$Windows NT$"
Provider = %ProviderName%

[DefaultInstall.NTamd64]
CopyFiles = @new.sys

[Strings]
ProviderName = "New"`,
    language: "inf",
    references: [
      "https://learn.microsoft.com/windows-hardware/drivers/install/inf-strings-section",
      "https://learn.microsoft.com/windows-hardware/drivers/devtest/inf-validation-errors-and-warnings",
    ],
  },
  *checkInf(inf) {
    if (!isWholeSetupFile(inf.syntax)) {
      return;
    }
    const strings = infStrings(inf.syntax);
    const unknown = strings.uses.filter(
      (token) => strings.definitions(token.name).length === 0 && isMeant(token, inf.text),
    );
    const names = alikeNames([...strings.names.keys()]);
    for (const token of unknown.slice(0, maximumFindings)) {
      yield isEnvironmentVariable(token.name)
        ? environmentFinding(token, inf)
        : unknownFinding(token, inf, strings, names);
    }
  },
});

/** No one reads more of one file; what has more is no INF that somebody wrote. */
const maximumFindings = 200;

function unknownFinding(token: InfToken, inf: InfFile, strings: InfStrings, names: AlikeNames): Finding {
  const at = inf.place(token);
  const alike = names.nearest(token.name);
  return {
    at,
    message: `No [Strings] section has a string ${token.name}`,
    advice: `Add ${token.name} to [Strings], or write %%${token.name}%% where the percent signs are meant themselves`,
    related: alike.flatMap((name) => {
      const place = strings.names.get(name);
      return place === undefined ? [] : [{ at: inf.place(place), message: `${name} is named alike` }];
    }),
    fixes: alike.map((name): Fix => ({ title: `Write %${name}%`, edits: [{ at, text: `%${name}%` }] })),
  };
}

/** What is left as it is comes out right: the value is expanded when it is read. */
function environmentFinding(token: InfToken, inf: InfFile): Finding {
  const at = inf.place(token);
  const escaped = `%%${token.name}%%`;
  return {
    at,
    severity: "warning",
    message: `%${token.name}% is read as a string of [Strings], which has none of that name`,
    why: "It stays as it is only because it is not known; InfVerif refuses the file with error 1235",
    advice: `Write ${escaped} for the environment variable`,
    fixes: [{ title: `Write ${escaped}`, edits: [{ at, text: escaped }], preferred: true }],
  };
}

/** Between two lone percent signs stands no name: `between 10% and 20%`, `"%1\one %2"`. What stands alone is one. */
function isMeant({ name, start, end }: InfToken, text: string): boolean {
  const isAlone =
    /(?:^|[\s,=])$/.test(text.slice(Math.max(0, start - 1), start)) && /^(?:$|[\s,=;])/.test(text.slice(end, end + 1));
  return !/^\s|\s$|\$/.test(name) && (isAlone || !name.includes("\\"));
}

const isEnvironmentVariable = (name: string): boolean =>
  /^(?:systemroot|systemdrive|windir|programfiles(?:\(x86\))?|programdata|commonprogramfiles(?:\(x86\))?|allusersprofile|public|userprofile|appdata|localappdata|temp|tmp|path|comspec|homedrive|homepath|username|computername|processor_architecture)$/i.test(
    name,
  );
