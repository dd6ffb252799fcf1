import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";

interface OpenApi {
  paths: Record<string, Record<string, { responses: Record<string, { content: Record<string, { schema: object }> }> }>>;
  components: object;
}

/** Holds answers against the document that the app itself serves. */
export type CheckDocumented = (method: string, path: string, answer: { status: number; headers: Headers; body: unknown }) => void;

/** Reads the OpenAPI document of a running app; what it gives throws for an answer that is not as the document says. */
export async function documentedBy(url: string): Promise<CheckDocumented> {
  const document: OpenApi = await (await fetch(`${url}/openapi.json`)).json();
  const ajv = new Ajv2020({ strict: false, validateFormats: false }).addSchema({ $id: "openapi.json", components: document.components });
  const known = new Map<object, ValidateFunction>();
  const addresses = Object.entries(document.paths).map(([template, operations]) => ({ pattern: new RegExp(`^${template.replace(/\{\w+\}/g, "(gid://shopify/\\w+/\\d+|[^/]+)")}$`), isFixed: !template.includes("{"), operations }));

  return (method, path, { status, headers, body }) => {
    const pathname = decodeURIComponent(path.split("?")[0] ?? "");
    const fitting = addresses.filter(({ pattern }) => pattern.test(pathname));
    const operation = (fitting.find(({ isFixed }) => isFixed) ?? fitting[0])?.operations[method.toLowerCase()];
    const type = headers.get("content-type")?.split(";")[0] ?? "";
    if (type === "text/event-stream" || (!operation && status >= 400)) return;
    if (!operation) throw new Error(`${method} ${path} answered ${status}, and its document does not name it.`);
    const response = status < 400 ? operation.responses[String(status)] : operation.responses["default"];
    const schema = response?.content[type]?.schema;
    if (!schema) throw new Error(`${method} ${path} answered ${status} ${type}, which its document does not name.`);
    const validate = known.get(schema) ?? ajv.compile(closed(schema));
    known.set(schema, validate);
    if (!validate(body)) throw new Error(`${method} ${path} answered ${status} with what its document does not say: ${ajv.errorsText(validate.errors)}`);
  };
}

/** The same schema, without room for what it does not name: the document shall name all that the app says. */
function closed(schema: object): object {
  return JSON.parse(JSON.stringify(schema), (_key, value: unknown) => {
    if (typeof value !== "object" || value === null) return value;
    if ("$ref" in value) return { $ref: `openapi.json${String(value.$ref)}` };
    return "properties" in value && "type" in value && !("additionalProperties" in value) ? { ...value, additionalProperties: false } : value;
  });
}
