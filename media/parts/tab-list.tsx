/** The names of the tabs, one in front. Arrows go along them, Enter or Space brings one to the front. */
import { Icon } from "./icon.tsx";

export interface TabListProps<Id extends string> {
  /** Of all of them, for those who do not see them: "Views of the database". */
  readonly label: string;
  readonly tabs: readonly {
    readonly id: Id;
    readonly title: string;
    /** Of codicons. */
    readonly icon: string;
    /** Shown behind the title. */
    readonly count?: string | undefined;
  }[];
  readonly active: Id;
  onActivate(id: Id): void;
}

export function TabList<Id extends string>({ label, tabs, active, onActivate }: TabListProps<Id>) {
  return (
    <div
      class="tabs"
      role="tablist"
      tabIndex={-1}
      aria-label={label}
      onKeyDown={(event) => {
        const all = [...event.currentTarget.querySelectorAll<HTMLElement>("[role=tab]")];
        const place = all.indexOf(event.target as HTMLElement);
        const next = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: all.length - 1 }[event.key];
        if (next === undefined) return;
        event.preventDefault();
        all[(next + all.length) % all.length]?.focus();
      }}
    >
      {tabs.map(({ id, title, icon, count }) => (
        <button
          key={id}
          type="button"
          role="tab"
          id={`tab-${id}`}
          title={title}
          aria-selected={id === active}
          aria-controls={`panel-${id}`}
          tabIndex={id === active ? 0 : -1}
          onClick={() => onActivate(id)}
        >
          <Icon name={icon} />
          <span class="tab-title">{title}</span>
          {count !== undefined && <span class="tab-count">{count}</span>}
        </button>
      ))}
    </div>
  );
}
