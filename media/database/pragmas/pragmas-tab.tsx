/** How the database is set up: what its file says, and what the connection that reads it does. */
import { Fragment } from "preact";
import { useState } from "preact/hooks";
import * as v from "valibot";
import type { Result } from "../../../server/src/database/protocol.ts";
import { TextField } from "../../parts/elements.ts";
import { counted } from "../../parts/numbers.ts";
import { EmptyState, ErrorState, Progress, Skeleton } from "../../parts/states.tsx";
import { ValueText } from "../../parts/value-text.tsx";
import { useAnswer } from "../channel.ts";
import type { TabProps } from "../tabs.ts";
import { type Pragma, searched } from "./search.ts";

export function PragmasTab({ channel, isActive, revision, kept }: TabProps) {
  const answer = useAnswer(channel, "pragmas", none, { isActive, revision });
  const [search, setSearch] = useState(() => kept.get("search", v.string()) ?? "");
  const look = (text: string): void => {
    setSearch(text);
    kept.set("search", text);
  };
  const { result } = answer;
  return (
    <div class="pragmas">
      {answer.error !== undefined ? (
        <ErrorState what="The PRAGMAs" error={answer.error} onRetry={answer.retry} />
      ) : result === undefined ? (
        <Skeleton rows={12} label="Reading the PRAGMAs" />
      ) : (
        <Found all={result} search={search} onSearch={look} />
      )}
      {answer.isUnderWay && <Progress label="Reading the PRAGMAs" onCancel={answer.cancel} />}
    </div>
  );
}

const none = {};

interface FoundProps {
  readonly all: Result<"pragmas">;
  readonly search: string;
  onSearch(text: string): void;
}

function Found({ all, search, onSearch }: FoundProps) {
  const found = searched(all, search);
  return (
    <>
      <div class="pragmas-bar">
        <TextField
          label="Search names, values and meanings"
          icon="search"
          class="pragmas-search"
          value={search}
          onInput={onSearch}
        />
        <span class="faint" role="status">
          {search === "" ? counted(all.length, "PRAGMA") : `${found.length} of ${counted(all.length, "PRAGMA")}`}
        </span>
      </div>
      {found.length === 0 ? (
        <EmptyState icon="search" title="No PRAGMA has this in its name, value or meaning" />
      ) : (
        groups.map(({ of, title, text }) => (
          <Group key={of} {...{ title, text }} pragmas={found.filter((pragma) => pragma.of === of)} />
        ))
      )}
    </>
  );
}

const groups: readonly { readonly of: Pragma["of"]; readonly title: string; readonly text: string }[] = [
  { of: "file", title: "In the file", text: "A driver that embeds the file gets these with it." },
  { of: "connection", title: "Of this connection", text: "How the inspector reads it; a driver has its own." },
];

interface GroupProps {
  readonly title: string;
  readonly text: string;
  readonly pragmas: readonly Pragma[];
}

function Group({ title, text, pragmas }: GroupProps) {
  if (pragmas.length === 0) return null;
  return (
    <table>
      <caption>
        <span class="pragmas-title">{title}</span> <span class="faint">{text}</span>
      </caption>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Value</th>
          <th scope="col">Meaning</th>
        </tr>
      </thead>
      <tbody>
        {pragmas.map(({ name, value, meaning }) => (
          <tr key={name}>
            <th scope="row">
              {/* Where there is no room for a name, it is cut between its words. */}
              {name.split("_").map((word, index) => (
                <Fragment key={word}>
                  {index > 0 && (
                    <>
                      _<wbr />
                    </>
                  )}
                  {word}
                </Fragment>
              ))}
            </th>
            <td class="pragma-value">
              <ValueText text={value} />
            </td>
            <td>{meaning}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
