/** One object of the schema: its columns and keys, what stands on it, and the SQL that made it. */
import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import type { CatalogObject, Column } from "../../../server/src/database/protocol.ts";
import { Icon } from "../../parts/icon.tsx";
import { counted } from "../../parts/numbers.ts";
import { ToolbarButton } from "../../parts/toolbar.tsx";
import { ValueText } from "../../parts/value-text.tsx";
import { CodeView } from "../code/code-view.tsx";
import { actionsText, aroundOf, type Reference } from "./relations.ts";

export interface ObjectViewProps {
  readonly catalog: readonly CatalogObject[];
  readonly object: CatalogObject;
  readonly nonce: string;
  /** To another object of the schema. */
  onGo(name: string): void;
  onCopy(text: string): void;
}

export function ObjectView({ catalog, object, nonce, onGo, onCopy }: ObjectViewProps) {
  const { references, referencedBy, indexes, triggers } = useMemo(() => aroundOf(catalog, object), [catalog, object]);
  const { kind, name, sql, columns, problem } = object;
  return (
    <div class="object">
      <h2>
        <Icon name={icons[kind]} /> <ValueText text={name} />
      </h2>
      <p class="object-facts">{factsOf(object).join(" · ")}</p>
      {problem !== undefined && (
        <p class="object-problem" role="note">
          <Icon name="warning" /> <ValueText text={problem} />
        </p>
      )}
      {object.table !== name && (
        <p>
          {kind === "trigger" ? "Runs on changes of " : "Index of "}
          <ObjectLink name={object.table} onGo={onGo} />
        </p>
      )}
      {columns.length > 0 && <Columns columns={columns} references={references} onGo={onGo} />}
      {references.length > 0 && (
        <Part title="Foreign keys">
          {references.map((reference) => (
            <li key={keyOf(reference)}>
              <code>
                <ValueText text={reference.columns.join(", ")} />
              </code>
              {" → "}
              <Target reference={reference} onGo={onGo} />
              <span class="faint"> {actionsText(reference)}</span>
            </li>
          ))}
        </Part>
      )}
      {referencedBy.length > 0 && (
        <Part title="Referenced by">
          {referencedBy.map((reference) => (
            <li key={`${reference.from.name} ${keyOf(reference)}`}>
              <ObjectLink name={reference.from.name} onGo={onGo} />{" "}
              <code>
                (<ValueText text={reference.columns.join(", ")} />)
              </code>
              {" → "}
              <code>
                <ValueText text={reference.parentColumns.join(", ")} />
              </code>
              <span class="faint"> {actionsText(reference)}</span>
            </li>
          ))}
        </Part>
      )}
      {indexes.length > 0 && (
        <Part title="Indexes">
          {indexes.map((index) => (
            <li key={index.name}>
              <ObjectLink name={index.name} onGo={onGo} />
              {index.columns.length > 0 && (
                <code>
                  {" ("}
                  <ValueText text={index.columns.map((column) => column.name).join(", ")} />)
                </code>
              )}
              <span class="faint">
                {index.isUnique ? " unique" : ""}
                {index.sql === null ? " made by SQLite for a constraint" : ""}
              </span>
            </li>
          ))}
        </Part>
      )}
      {triggers.length > 0 && (
        <Part title="Triggers">
          {triggers.map((trigger) => (
            <li key={trigger.name}>
              <details>
                <summary>
                  <ValueText text={trigger.name} />
                  <span class="faint"> {whenOf(trigger)}</span>
                </summary>
                <CodeView text={trigger.sql ?? ""} label={`SQL of ${trigger.name}`} nonce={nonce} class="object-sql" />
              </details>
            </li>
          ))}
        </Part>
      )}
      {sql === null ? (
        <p class="faint">SQLite made it by itself: there is no SQL of it.</p>
      ) : (
        <section>
          <div class="object-part-head">
            <h3>SQL</h3>
            <ToolbarButton icon="copy" label="Copy the SQL" onPress={() => onCopy(sql)} />
          </div>
          <CodeView text={sql} label={`SQL of ${name}`} nonce={nonce} class="object-sql" />
        </section>
      )}
    </div>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <section>
      <h3>{title}</h3>
      <ul>{children}</ul>
    </section>
  );
}

interface ColumnsProps {
  readonly columns: readonly Column[];
  readonly references: readonly Reference[];
  onGo(name: string): void;
}

function Columns({ columns, references, onGo }: ColumnsProps) {
  return (
    <section class="object-columns">
      <h3>Columns</h3>
      {/* A wide one scrolls by itself; what scrolls, Chromium lets keys reach. */}
      <div class="object-scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Type</th>
              <th scope="col">Key</th>
              <th scope="col">Default</th>
              <th scope="col">Notes</th>
            </tr>
          </thead>
          <tbody>
            {columns.map((column, place) => (
              // Two columns of an index may have no name.
              <tr key={place}>
                <th scope="row">
                  <ValueText text={column.name} />
                </th>
                <td>
                  <code>
                    <ValueText text={column.type} />
                  </code>
                </td>
                <td>
                  {column.primaryKey > 0 && (
                    <span class="key-mark" title={`Column ${column.primaryKey} of the primary key`}>
                      PK{columns.filter(({ primaryKey }) => primaryKey > 0).length > 1 ? ` ${column.primaryKey}` : ""}
                    </span>
                  )}
                  {references
                    .filter((reference) => reference.columns.includes(column.name))
                    .map((reference) => (
                      <span key={keyOf(reference)} class="key-foreign">
                        <Target reference={reference} onGo={onGo} />
                      </span>
                    ))}
                </td>
                <td>
                  {column.default !== null && (
                    <code>
                      <ValueText text={column.default} />
                    </code>
                  )}
                </td>
                <td class="faint">{notesOf(column).join(", ")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Target({ reference, onGo }: { readonly reference: Reference; onGo(name: string): void }) {
  const { to, toName, parentColumns } = reference;
  return (
    <>
      {to === undefined ? (
        <span class="object-problem" title="There is no table of this name">
          <ValueText text={toName} /> <Icon name="warning" />
          <span class="unseen">, which does not exist</span>
        </span>
      ) : (
        <ObjectLink name={to.name} onGo={onGo} />
      )}
      {parentColumns.length > 0 && (
        <code>
          {" ("}
          <ValueText text={parentColumns.join(", ")} />)
        </code>
      )}
    </>
  );
}

function ObjectLink({ name, onGo }: { readonly name: string; onGo(name: string): void }) {
  return (
    <button type="button" class="link" onClick={() => onGo(name)}>
      <ValueText text={name} />
    </button>
  );
}

const icons: Readonly<Record<CatalogObject["kind"], string>> = {
  table: "table",
  "virtual table": "symbol-interface",
  view: "eye",
  index: "list-ordered",
  trigger: "zap",
};

/** Two foreign keys may have the same columns. */
const keyOf = ({ columns, toName, parentColumns }: Reference): string =>
  JSON.stringify([columns, toName, parentColumns]);

function factsOf({ kind, isWithoutRowid, isStrict, isUnique, isInternal, module, estimate }: CatalogObject): string[] {
  return [
    kind === "index" && isUnique ? "unique index" : kind,
    ...(module === undefined ? [] : [`module ${module}`]),
    ...(isWithoutRowid ? ["WITHOUT ROWID"] : []),
    ...(isStrict ? ["STRICT"] : []),
    ...(isInternal ? ["SQLite's own"] : []),
    ...(estimate === undefined ? [] : [`about ${counted(estimate, "row")}`]),
  ];
}

const notesOf = ({ isNotNull, isGenerated, isHidden }: Column): string[] => [
  ...(isNotNull ? ["not null"] : []),
  ...(isGenerated ? ["generated"] : []),
  ...(isHidden ? ["hidden"] : []),
];

/** "BEFORE INSERT": of its SQL, as far as that is written the usual way. */
function whenOf({ sql }: CatalogObject): string {
  const found = /\b(?:(BEFORE|AFTER|INSTEAD\s+OF)\s+)?(INSERT|DELETE|UPDATE(?:\s+OF\b.*?)?)\s+ON\b/is.exec(sql ?? "");
  return found === null ? "" : [found[1], found[2]].join(" ").replace(/\s+/g, " ").trim();
}
