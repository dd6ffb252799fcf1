/**
 * Whether a client asks for plain text rather than JSON. JSON is what the API speaks: text has to be named, and JSON, where it
 * is named too, to be wanted less. So what HTTP libraries send by themselves (`application/json, text/plain`) means JSON.
 */
export function prefersText(accept = ""): boolean {
  const wanted = new Map(accept.split(",").map(rangeOf));
  const text = wanted.get("text/plain") ?? 0;
  return text > 0 && text > (wanted.get("application/json") ?? 0);
}

/** A media range and how much it is wanted, from 0 to 1. https://www.rfc-editor.org/rfc/rfc9110#name-accept */
function rangeOf(written: string): [range: string, weight: number] {
  const [range = "", ...parameters] = written.toLowerCase().split(";").map((part) => part.trim());
  const weight = Number(parameters.find((parameter) => parameter.startsWith("q="))?.slice(2) ?? 1);
  return [range, Number.isNaN(weight) ? 1 : weight];
}
