import { useNavigate, useSearchParams } from "@remix-run/react";
import { BlockStack, Page } from "@shopify/polaris";
import type { Delivery, WebhookEndpoint } from "#app/domains/notifications/schema.ts";
import type { ApiKeyRow, SettingsDocument, StaffRow } from "#app/domains/shops/schema.ts";
import { TabsInView } from "#app/ui/tabs-in-view.tsx";
import { DeliveriesCard } from "./deliveries-card.tsx";
import { fieldsOf, type SectionName } from "./fields.ts";
import { KeysCard } from "./keys-card.tsx";
import { SettingsForm } from "./settings-form.tsx";
import { settingsText as text } from "./settings-text.ts";
import { TeamCard } from "./team-card.tsx";
import { WebhooksCard } from "./webhooks-card.tsx";
import type { DiagramTransition } from "./workflow-diagram.tsx";
import { WorkflowSection } from "./workflow-section.tsx";

export interface SettingsPageProps {
  document: SettingsDocument;
  staff: readonly StaffRow[];
  keys: readonly ApiKeyRow[];
  endpoints: readonly WebhookEndpoint[];
  deliveries: readonly Delivery[];
  eventTypes: readonly string[];
  assignees: readonly string[];
  transitions: readonly DiagramTransition[];
}

const sections: readonly SectionName[] = ["team", "limits", "workflow", "assignment", "mails", "events", "webhooks", "keys", "other"];

/** What an admin may set, section by section; the section is in the address. */
export function SettingsPage(props: SettingsPageProps) {
  const [query] = useSearchParams();
  const navigate = useNavigate();
  const { document, eventTypes, assignees } = props;
  const shown = sections.filter((section) => section !== "other" || fieldsOf(section, document.values).length > 0);
  const selected = Math.max(0, shown.findIndex((section) => section === query.get("section")));
  const section = shown[selected] ?? "team";
  return (
    <Page title={text.title}>
      <TabsInView tabs={shown.map((id) => ({ id, content: text.sections[id], panelID: `${id}-panel` }))} selected={selected} onSelect={(index) => void navigate(`/app/settings?section=${shown[index] ?? "team"}`)}>
        <BlockStack gap="400">
          <SettingsForm key={section} document={document} fields={fieldsOf(section, document.values)} eventTypes={eventTypes} assignees={assignees} />
          <Cards section={section} {...props} />
        </BlockStack>
      </TabsInView>
    </Page>
  );
}

/** What a section has besides plain settings. */
function Cards({ section, staff, keys, endpoints, deliveries, transitions }: SettingsPageProps & { section: SectionName }) {
  switch (section) {
    case "team":
      return <TeamCard staff={staff} />;
    case "workflow":
      return <WorkflowSection transitions={transitions} />;
    case "webhooks":
      return (
        <>
          <WebhooksCard endpoints={endpoints} />
          <DeliveriesCard deliveries={deliveries} />
        </>
      );
    case "keys":
      return <KeysCard keys={keys} />;
    default:
      return null;
  }
}
