import { type DocumentNode, execute, type GraphQLError, type GraphQLFormattedError, GraphQLError as GraphQLErrorClass, Kind, type OperationDefinitionNode, parse, specifiedRules, validate } from "graphql";
import { type Shop } from "../model/shop.ts";
import { type AccessToken } from "../state/tokens-table.ts";
import { type World } from "../state/world.ts";
import { Context } from "./context.ts";
import { CostModel } from "./cost.ts";
import { executableSchema, readProperty } from "./executable-schema.ts";
import { LeakyBucket, type ThrottleStatus } from "./throttle.ts";
import { coerceVariables } from "./variables.ts";
import { wordErrors } from "./validation-errors.ts";

export interface GraphqlRequest {
  query: string;
  variables: Record<string, unknown>;
  operationName: string | undefined;
}

export interface GraphqlAnswer {
  data?: unknown;
  errors?: GraphQLFormattedError[];
  extensions?: { cost: { requestedQueryCost: number; actualQueryCost: number | null; throttleStatus: ThrottleStatus } };
}

interface Prepared {
  document: DocumentNode | undefined;
  errors: GraphQLFormattedError[];
}

const mostForOneQuery = 1000;
const keptDocuments = 500;

/** Answers GraphQL requests: over Shopify's schema, out of one bucket of points for each app in a shop. */
export class GraphqlExecutor {
  readonly #world: World;
  readonly #afterCommit: () => void;
  readonly #buckets = new Map<string, LeakyBucket>();
  readonly #documents = new Map<string, Prepared>();

  constructor(world: World, afterCommit: () => void) {
    this.#world = world;
    this.#afterCommit = afterCommit;
  }

  async run(shop: Shop, token: AccessToken, version: string, request: GraphqlRequest): Promise<GraphqlAnswer> {
    const { document, errors } = this.prepare(version, request.query);
    if (!document) return { errors };
    const operation = operationOf(document, request.operationName);
    if (!operation) return { errors: [{ message: request.operationName ? `No operation named "${request.operationName}"` : "An operation name is required" }] };

    const schema = executableSchema(version);
    const coerced = coerceVariables(schema, operation, request.variables);
    if ("errors" in coerced) return { errors: coerced.errors };
    const model = new CostModel(schema, document, operation, coerced.values);
    const requested = model.requested();
    if (requested > mostForOneQuery) return { errors: [tooExpensive(requested)] };

    const bucket = this.#bucket(shop, token);
    const cost = (actualQueryCost: number | null) => ({ cost: { requestedQueryCost: requested, actualQueryCost, throttleStatus: bucket.status(this.#now()) } });
    if (this.#throttledOnRequest(token) || !bucket.take(requested, this.#now())) return { errors: [throttled], extensions: cost(null) };

    const contextValue = new Context(this.#world, shop, token, version, { afterCommit: this.#afterCommit });
    const options = { schema, document, contextValue, variableValues: request.variables, operationName: request.operationName, fieldResolver: readProperty };
    const { data, errors: failures } = await execute(options);
    const actual = Math.min(model.actual(data), requested);
    bucket.giveBack(requested - actual, this.#now());
    return { ...(failures ? { errors: failures.map(formatFailure) } : {}), data, extensions: cost(actual) };
  }

  /** Reads a document and checks it against the schema, once for all requests that carry the same text. */
  prepare(version: string, query: string): Prepared {
    const key = `${version} ${query}`;
    let prepared = this.#documents.get(key);
    if (!prepared) {
      prepared = read(version, query);
      this.#documents.set(key, prepared);
      const oldest = this.#documents.keys().next().value;
      if (this.#documents.size > keptDocuments && oldest !== undefined) this.#documents.delete(oldest);
    }
    return prepared;
  }

  /** Fills every bucket again. */
  refill() {
    this.#buckets.clear();
  }

  /** A bucket belongs to an app in a shop, and calls made by hand are not the app's. */
  #bucket({ domain }: Shop, { kind }: AccessToken): LeakyBucket {
    const key = kind === "local" ? `${domain} by hand` : domain;
    let bucket = this.#buckets.get(key);
    if (!bucket) {
      bucket = new LeakyBucket(this.#world.options.throttle, this.#now());
      this.#buckets.set(key, bucket);
    }
    return bucket;
  }

  #throttledOnRequest({ kind }: AccessToken): boolean {
    const { faults } = this.#world;
    if (kind === "local") return false;
    if (typeof faults.throttle === "boolean") return faults.throttle;
    faults.throttle -= 1;
    return faults.throttle >= 0;
  }

  #now(): number {
    return performance.now();
  }
}

const throttled: GraphQLFormattedError = {
  message: "Throttled",
  extensions: { code: "THROTTLED", documentation: "https://shopify.dev/api/usage/rate-limits" },
};

function tooExpensive(cost: number): GraphQLFormattedError {
  const message = `Query cost is ${cost}, which exceeds the single query max cost limit (${mostForOneQuery}).

See https://shopify.dev/concepts/about-apis/rate-limits for more information on how the
cost of a query is calculated.

To query larger amounts of data with fewer limits, bulk operations should be used instead.
See https://shopify.dev/api/usage/bulk-operations/queries for usage details.
`;
  return { message, extensions: { code: "MAX_COST_EXCEEDED", cost, maxCost: mostForOneQuery, documentation: "https://shopify.dev/api/usage/rate-limits" } };
}

function read(version: string, query: string): Prepared {
  let document: DocumentNode;
  try {
    document = parse(query);
  } catch (error) {
    if (!(error instanceof GraphQLErrorClass)) throw error;
    const at = error.locations?.[0];
    const message = `syntax error, ${error.message.replace(/^Syntax Error: /, "")}${at ? ` at [${at.line}, ${at.column}]` : ""}`;
    return { document: undefined, errors: [{ message, locations: error.locations ?? [], extensions: { code: "PARSE_ERROR" } }] };
  }
  const errors = validate(executableSchema(version), document, specifiedRules);
  return errors.length > 0 ? { document: undefined, errors: wordErrors(errors, document) } : { document, errors: [] };
}

export function operationOf(document: DocumentNode, name?: string): OperationDefinitionNode | undefined {
  const operations = document.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
  if (name) return operations.find((operation) => operation.name?.value === name);
  return operations.length === 1 ? operations[0] : undefined;
}

/** An error of a resolver as it is answered; what nobody meant to throw is printed, and answered as Shopify's own accidents are. */
function formatFailure(error: GraphQLError): GraphQLFormattedError {
  const { originalError } = error;
  if (!originalError || originalError instanceof GraphQLErrorClass || error.extensions.code) return error.toJSON();
  console.error(originalError);
  return { message: `Internal error. Local Shopify failed: ${originalError.message}`, path: error.path ?? [], extensions: { code: "INTERNAL_SERVER_ERROR" } };
}
