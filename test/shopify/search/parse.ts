import { apiError } from "../admin-api/errors.ts";

export type Comparator = ":" | ":>" | ":>=" | ":<" | ":<=";

/** What a search asks for, as a tree. */
export type Search =
  | { kind: "and" | "or"; terms: Search[] }
  | { kind: "not"; term: Search }
  | { kind: "field"; name: string; comparator: Comparator; value: string; quoted: boolean }
  | { kind: "text"; value: string };

interface Token {
  kind: "open" | "close" | "or" | "and" | "not" | "term";
  text: string;
}

/** Reads Shopify's search syntax: `field:value` with comparators, quotes, `AND` (also where nothing stands), `OR`, `NOT`, `-`, parentheses. */
export function parseSearch(query: string): Search {
  const tokens = tokenize(query);
  let at = 0;

  const parseOr = (): Search => {
    const terms = [parseAnd()];
    while (tokens[at]?.kind === "or") {
      at += 1;
      terms.push(parseAnd());
    }
    return terms.length === 1 ? terms[0]! : { kind: "or", terms };
  };
  const parseAnd = (): Search => {
    const terms: Search[] = [];
    for (;;) {
      const token = tokens[at];
      if (!token || token.kind === "close" || token.kind === "or") break;
      if (token.kind === "and") at += 1;
      else terms.push(parseNot());
    }
    return terms.length === 1 ? terms[0]! : { kind: "and", terms };
  };
  const parseNot = (): Search => {
    const token = tokens[at]!;
    at += 1;
    if (token.kind === "not") return { kind: "not", term: parseNot() };
    if (token.kind !== "open") return termOf(token.text);
    const inner = parseOr();
    if (tokens[at]?.kind !== "close") throw apiError("BAD_REQUEST", `Search query has an unclosed parenthesis: ${query}`);
    at += 1;
    return inner;
  };

  const search = parseOr();
  if (at < tokens.length) throw apiError("BAD_REQUEST", `Search query cannot be read at '${tokens[at]?.text}': ${query}`);
  return search;
}

function tokenize(query: string): Token[] {
  const tokens: Token[] = [];
  const pattern = /\s*(?:([()])|((?:[A-Za-z_.]+:(?:[<>]=?)?)?(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'))|(-(?=[^\s-]))|((?:[^\s()"'\\]|\\.)+))/gy;
  for (let match = pattern.exec(query); match; match = pattern.exec(query)) {
    const [, paren, quoted, minus, word] = match;
    if (paren) tokens.push({ kind: paren === "(" ? "open" : "close", text: paren });
    else if (minus || word === "NOT") tokens.push({ kind: "not", text: "NOT" });
    else if (word === "OR" || word === "AND") tokens.push({ kind: word === "OR" ? "or" : "and", text: word });
    else tokens.push({ kind: "term", text: quoted ?? word ?? "" });
  }
  return tokens;
}

function termOf(text: string): Search {
  const match = /^([A-Za-z_.]+)(:(?:[<>]=?)?)([\s\S]+)$/.exec(text);
  const { value, quoted } = unquote(match?.[3] ?? text);
  if (!match) return { kind: "text", value };
  return { kind: "field", name: String(match[1]).toLowerCase(), comparator: match[2] as Comparator, value, quoted };
}

function unquote(text: string): { value: string; quoted: boolean } {
  const quoted = /^(["'])[\s\S]*\1$/.test(text);
  return { value: (quoted ? text.slice(1, -1) : text).replace(/\\(.)/g, "$1"), quoted };
}
