import { t } from "#app/ui/text.ts";
import { actionText } from "./action-text.ts";

const mostNamed = 5;

/** The names of some orders: `#1001, #1002 and 3 more`. */
export function namesOf(targets: readonly { name: string }[]): string {
  const names = targets.slice(0, mostNamed).map(({ name }) => name);
  const rest = targets.length - names.length;
  return rest > 0 ? `${names.join(", ")} ${t(actionText.failure.more, { count: rest })}` : names.join(", ");
}
