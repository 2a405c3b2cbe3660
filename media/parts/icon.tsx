/** A codicon; what it says is said in words by what it stands in. */

export function Icon({ name, class: more = "" }: { readonly name: string; readonly class?: string }) {
  return <span class={`codicon codicon-${name} ${more}`} aria-hidden="true" />;
}
