import { type ASTNode, type DocumentNode, type GraphQLError, type GraphQLFormattedError, Kind, visit } from "graphql";

interface Wording {
  match: RegExp;
  message: (...parts: string[]) => string;
  extensions: (...parts: string[]) => Record<string, unknown>;
}

/** How Shopify's own validator words what graphql-js words in another way. */
const wordings: Wording[] = [
  {
    match: /^Cannot query field "(\w+)" on type "(\w+)"/,
    message: (field, type) => `Field '${field}' doesn't exist on type '${type}'`,
    extensions: (fieldName, typeName) => ({ code: "undefinedField", typeName, fieldName }),
  },
  {
    match: /^Unknown argument "(\w+)" on field "\w+\.(\w+)"/,
    message: (argument, field) => `Field '${field}' doesn't accept argument '${argument}'`,
    extensions: (argumentName, name) => ({ code: "argumentNotAccepted", name, typeName: "Field", argumentName }),
  },
  {
    match: /^Field "(\w+)" argument "(\w+)" of type/,
    message: (field, argument) => `Field '${field}' is missing required arguments: ${argument}`,
    extensions: (name, argument) => ({ code: "missingRequiredArguments", className: "Field", name, arguments: argument }),
  },
  {
    match: /^Directive "@(\w+)" argument "(\w+)" of type/,
    message: (directive, argument) => `Directive '${directive}' is missing required arguments: ${argument}`,
    extensions: (name, argument) => ({ code: "missingRequiredArguments", className: "Directive", name, arguments: argument }),
  },
  {
    match: /^Field "(\w+)" of type "([\w![\]]+)" must have a selection of subfields/,
    message: (field, type) => `Field must have selections (field '${field}' returns ${type?.replace(/[![\]]/g, "")} but has no selections. Did you mean '${field} { ... }'?)`,
    extensions: (field, type) => ({ code: "selectionMismatch", nodeName: `field '${field}'`, typeName: type?.replace(/[![\]]/g, "") }),
  },
  {
    match: /^Variable "\$(\w+)" is never used in operation "(\w+)"/,
    message: (variable, operation) => `Variable $${variable} is declared by ${operation} but not used`,
    extensions: (variableName) => ({ code: "variableNotUsed", variableName }),
  },
  {
    match: /^Unknown directive "@(\w+)"/,
    message: (directive) => `Directive @${directive} is not defined`,
    extensions: (directiveName) => ({ code: "undefinedDirective", directiveName }),
  },
];

/** A document's validation errors in Shopify's words, where they are known; else in those of graphql-js. */
export function wordErrors(errors: readonly GraphQLError[], document: DocumentNode): GraphQLFormattedError[] {
  return errors.map((error) => {
    const path = pathTo(document, error.nodes?.[0]);
    for (const { match, message, extensions } of wordings) {
      const parts = match.exec(error.message)?.slice(1);
      if (parts) return { message: message(...parts), locations: error.locations ?? [], path, extensions: extensions(...parts) };
    }
    return { message: error.message, locations: error.locations ?? [], path, extensions: { code: "GRAPHQL_VALIDATION_FAILED" } };
  });
}

/** The way to a node as Shopify writes it: `query Name`, then the fields and fragments that lead there. */
function pathTo(document: DocumentNode, node: ASTNode | undefined): string[] {
  let found: string[] = [];
  const path: string[] = [];
  visit(document, {
    enter(each) {
      const step = stepOf(each);
      if (step) path.push(step);
      if (each === node) found = [...path];
    },
    leave(each) {
      if (stepOf(each)) path.pop();
    },
  });
  return found;
}

function stepOf(node: ASTNode): string | undefined {
  if (node.kind === Kind.OPERATION_DEFINITION) return [node.operation, node.name?.value].filter(Boolean).join(" ");
  if (node.kind === Kind.FRAGMENT_DEFINITION) return `fragment ${node.name.value}`;
  if (node.kind === Kind.INLINE_FRAGMENT) return `... on ${node.typeCondition?.name.value ?? ""}`;
  if (node.kind === Kind.FRAGMENT_SPREAD) return `... ${node.name.value}`;
  return node.kind === Kind.FIELD ? (node.alias ?? node.name).value : undefined;
}
