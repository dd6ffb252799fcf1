import { BlockStack, InlineGrid, Select, Text } from "@shopify/polaris";
import { Role, type StaffRow } from "#app/domains/shops/schema.ts";
import { FailureNote } from "#app/ui/failure-note.tsx";
import { useFormats } from "#app/ui/frame.tsx";
import { t } from "#app/ui/text.ts";
import { TitledCard } from "#app/ui/titled-card.tsx";
import { settingsText } from "./settings-text.ts";
import { useChange } from "./use-change.ts";

const text = settingsText.team;

/** Who works here, and what each may do. */
export function TeamCard({ staff }: { staff: readonly StaffRow[] }) {
  const { ago, now } = useFormats();
  const { running, failure, send } = useChange();
  return (
    <TitledCard title={settingsText.sections.team} empty={staff.length === 0 ? text.empty : undefined}>
      <BlockStack gap="400">
        <FailureNote failure={failure} />
        <Text as="p" tone="subdued">
          {text.help}
        </Text>
        {staff.map(({ userId, name, role, accountOwner, lastSeenAt }) => (
          <InlineGrid key={userId} columns={{ xs: 1, sm: "1fr 280px" }} alignItems="center" gap="200">
            <BlockStack>
              <Text as="span" fontWeight="medium">
                {name || t(text.unnamed, { userId })}
              </Text>
              <Text as="span" variant="bodySm" tone="subdued">
                {accountOwner ? text.owner : t(text.seen, { time: ago(lastSeenAt, now) })}
              </Text>
            </BlockStack>
            <Select
              label={`${text.role}: ${name || userId}`}
              labelHidden
              disabled={accountOwner || running}
              options={Role.options.map((value) => ({ value, label: text.roles[value] }))}
              value={role}
              onChange={(value) => void send({ kind: "role", userId, role: Role.parse(value) })}
            />
          </InlineGrid>
        ))}
      </BlockStack>
    </TitledCard>
  );
}
