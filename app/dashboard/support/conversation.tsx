import { Link } from "@shopify/polaris";
import { CopyValue } from "#app/ui/copy-value.tsx";

/** Where a customer is talked to: an address can be opened, any other id be copied. */
export function Conversation({ id, label }: { id: string; label: string }) {
  if (!/^https?:\/\//.test(id)) return <CopyValue label={label} value={id} />;
  return (
    <span className="break-anywhere">
      <Link url={id} target="_blank">
        {id}
      </Link>
    </span>
  );
}
