/** COM's declaration macros, rewritten to the declarations they expand to. */
import type { MaskTokens } from "./mask-tokens.ts";
import { Word } from "./vocabulary.ts";

/** `STDMETHOD(F)(THIS_ int a)`, `STDMETHODIMP_(ULONG) C::F()`, `DECLARE_INTERFACE_(IFoo, IUnknown)`. */
export function maskCom(tokens: MaskTokens): void {
  for (let index = 0; index < tokens.count; index++) {
    if (tokens.is(index, Word.com)) {
      maskWord(tokens, index);
    }
  }
}

function maskWord(tokens: MaskTokens, index: number): void {
  const word = tokens.text(index);
  if (word === "interface") {
    // `#define interface struct`, but only where it stands as a tag.
    if (tokens.isName(index + 1)) {
      tokens.replace(index, "struct");
    }
    return;
  }
  if (word === "THIS" || word === "THIS_") {
    if (tokens.text(index - 1) === "(") {
      tokens.blank(index, index);
    }
    return;
  }
  const close = tokens.closing(index + 1);
  if (close < 0) {
    return;
  }
  const comma = tokens.text(close - 2) === "," ? close - 2 : -1;
  switch (word) {
    case "STDMETHODIMP_":
    case "STDAPI_":
    case "IFACEMETHODIMP_":
      tokens.blank(index, index + 1);
      tokens.blank(close, close);
      return;
    case "STDMETHOD":
    case "STDMETHODV":
    case "IFACEMETHOD":
      tokens.replace(index, "HRESULT");
      tokens.blank(index + 1, index + 1);
      tokens.blank(close, close);
      return;
    case "STDMETHOD_":
    case "STDMETHODV_":
    case "IFACEMETHOD_":
      if (comma > 0) {
        tokens.blank(index, index + 1);
        tokens.blank(comma, comma);
        tokens.blank(close, close);
      }
      return;
    case "MIDL_INTERFACE":
      tokens.replace(index, "struct");
      tokens.blank(index + 1, close);
      return;
    default:
      maskInterface(tokens, index, close);
  }
}

/** `DECLARE_INTERFACE_(IFoo, IBar)` and the forms with an identifier string behind: `struct IFoo : IBar`. */
function maskInterface(tokens: MaskTokens, index: number, close: number): void {
  tokens.replace(index, "struct");
  tokens.blank(index + 1, index + 1);
  const comma = index + 3;
  if (comma >= close) {
    tokens.blank(close, close);
  } else if (tokens.isIdentifier(comma + 1)) {
    tokens.replace(comma, ":");
    tokens.blank(comma + 2, close);
  } else {
    tokens.blank(comma, close);
  }
}
