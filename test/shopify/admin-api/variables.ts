import { coerceInputValue, type GraphQLFormattedError, type GraphQLInputType, type GraphQLSchema, isInputType, type OperationDefinitionNode, print, typeFromAST, valueFromAST } from "graphql";

interface Problem {
  path: (string | number)[];
  explanation: string;
}

type Coerced = { values: Record<string, unknown> } | { errors: GraphQLFormattedError[] };

/** Reads the variables of an operation against their types; refuses bad ones as Shopify does, with every problem listed. */
export function coerceVariables(schema: GraphQLSchema, operation: OperationDefinitionNode, inputs: Record<string, unknown>): Coerced {
  const values: Record<string, unknown> = {};
  const errors: GraphQLFormattedError[] = [];
  for (const definition of operation.variableDefinitions ?? []) {
    const name = definition.variable.name.value;
    const type = typeFromAST(schema, definition.type as Parameters<typeof typeFromAST>[1]);
    if (!type || !isInputType(type)) continue;
    if (!Object.hasOwn(inputs, name) && definition.defaultValue) values[name] = valueFromAST(definition.defaultValue, type);
    else if (Object.hasOwn(inputs, name) || String(type).endsWith("!")) {
      const problems = problemsOf(inputs[name], type, (value) => (values[name] = value));
      if (problems.length > 0) errors.push(refusal(name, print(definition.type), inputs[name], problems, definition.loc?.startToken));
    }
  }
  return errors.length > 0 ? { errors } : { values };
}

function problemsOf(input: unknown, type: GraphQLInputType, keep: (value: unknown) => void): Problem[] {
  const problems: Problem[] = [];
  if (input === undefined) return [{ path: [], explanation: "Expected value to not be null" }];
  keep(
    coerceInputValue(input, type, (path, _value, error) => {
      const missing = /^Field "(\w+)" of required type/.exec(error.message);
      const unknown = /^Field "(\w+)" is not defined by type "(\w+)"/.exec(error.message);
      const at = [...path];
      if (missing?.[1]) problems.push({ path: [...at, missing[1]], explanation: "Expected value to not be null" });
      else if (unknown?.[1]) problems.push({ path: [...at, unknown[1]], explanation: `Field is not defined on ${unknown[2]}` });
      else problems.push({ path: at, explanation: /non-nullable/.test(error.message) ? "Expected value to not be null" : error.message });
    }),
  );
  return problems;
}

function refusal(name: string, type: string, value: unknown, problems: Problem[], token?: { line: number; column: number }): GraphQLFormattedError {
  const details = problems.filter(({ path }) => path.length > 0).map(({ path, explanation }) => `${path.join(".")} (${explanation})`);
  const message = `Variable $${name} of type ${type} was provided invalid value${details.length > 0 ? ` for ${details.join(", ")}` : ""}`;
  const locations = token ? [{ line: token.line, column: token.column }] : [];
  return { message, locations, extensions: { code: "INVALID_VARIABLE", value: value ?? null, problems } };
}
