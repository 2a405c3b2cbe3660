/** The names of the tabs, one in front. Arrows go along them, Enter or Space brings one to the front. */
import { Icon } from "./parts/icon.tsx";
import type { Tab, TabId } from "./tabs.ts";

export interface TabListProps {
  readonly tabs: readonly Tab[];
  readonly active: TabId;
  onActivate(id: TabId): void;
}

export function TabList({ tabs, active, onActivate }: TabListProps) {
  return (
    <div
      class="tabs"
      role="tablist"
      tabIndex={-1}
      aria-label="Views of the database"
      onKeyDown={(event) => {
        const all = [...event.currentTarget.querySelectorAll<HTMLElement>("[role=tab]")];
        const place = all.indexOf(event.target as HTMLElement);
        const next = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: all.length - 1 }[event.key];
        if (next === undefined) return;
        event.preventDefault();
        all[(next + all.length) % all.length]?.focus();
      }}
    >
      {tabs.map(({ id, title, icon }) => (
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
        </button>
      ))}
    </div>
  );
}
